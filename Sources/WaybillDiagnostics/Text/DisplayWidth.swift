extension Character {
    /// How many columns of a terminal the character takes: 0, 1 or 2.
    ///
    /// East Asian wide and full-width characters (Unicode Standard Annex 11) and characters shown as
    /// pictures take two; combining marks on their own take none.
    package var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.value < 0x300 { return 1 }
        if unicodeScalars.dropFirst().contains("\u{FE0F}") || first.properties.isEmojiPresentation {
            return 2
        }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return first.isWide ? 2 : 1
        }
    }

    /// The character, or U+FFFD in place of one that would move the cursor, start an escape sequence
    /// or turn the direction of the text around.
    var visible: Character {
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: return "\u{FFFD}"
            default: continue
            }
        }
        return self
    }
}

extension Unicode.Scalar {
    /// The blocks of East Asian Width `W` and `F`.
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}

extension String {
    /// The text in one line that a terminal shows as it is.
    package var visible: String { String(map(\.visible)) }
}
