extension SourcingMap {
    /// The map as an SVG document; the same map gives the same bytes.
    package func svg() -> String {
        var canvas = MapCanvas(self)
        canvas.drawGrid()
        canvas.drawEmptiness()
        canvas.drawWays()
        canvas.drawSites()
        canvas.drawDestination()
        canvas.drawLabels()
        canvas.drawLegend()
        return canvas.document
    }
}
