import Foundation

extension Value {
    /// The number that a numeral of JSON stands for where no type says of what kind it is: an int,
    /// else a double when the double's own text is the same number, else a decimal. `nil` when none
    /// of them holds it.
    init?(numeral text: String) {
        if let int = Int64(text) {
            self = .int(int)
        } else if let double = Double(exactly: text) {
            self = .double(double)
        } else if let decimal = Decimal(exactly: text) {
            self = .decimal(decimal)
        } else {
            return nil
        }
    }
}
