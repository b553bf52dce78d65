/// How odd two scalars are side by side in clean text, in natural logarithms of odds.
///
/// Mojibake is a run of neighbours that no language has: a capital after a small letter, a currency sign inside a
/// word. What clean text does have beside accented letters – quotation marks, dashes, superscripts, trade marks –
/// costs nothing here, so that `MAÇÃ»` and `CAFÉ²` have nothing to speak for a repair.
enum Oddness {
    /// Rows: the left scalar; columns: the right one, both by `Kind`.
    private static let table: [[Float]] = [
        // spc mark digit lower upper hard open close apos att ctrl box
        [0, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 4, 0],  // space
        [0, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 4, 0],  // mark
        [0, 0, 0, 2.5, 2.5, 0.5, 0.5, 0, 0, 0, 4, 1],  // digit
        [0, 0, 0, 0, 3, 2, 1.5, 0, 0, 0, 4, 3],  // lower
        [0, 0, 0, 0, 0, 2, 1.5, 0, 0, 0, 4, 3],  // upper
        [0, 0, 0.5, 2, 1.5, 2, 1, 1, 1, 1, 4, 1],  // hard
        [0.5, 0, 0, 0, 0, 1, 1, 1, 1, 1, 4, 1],  // open
        [0, 0, 0.5, 2.5, 2.5, 1.5, 1, 0, 0, 0.5, 4, 1],  // close
        [0, 0, 0, 0, 0, 1.5, 1, 0, 0, 0.5, 4, 1],  // apostrophe
        [0, 0, 0.5, 2, 1.5, 1.5, 1, 0, 0, 1, 4, 1],  // attached
        [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 4, 1],  // control
        // Boxes are drawn of nothing else.
        [0, 0, 0.5, 3, 3, 2, 1, 1, 1, 1, 4, -1.5],  // box
    ]

    static func pair(_ left: Kind, _ right: Kind) -> Float { table[Int(left.rawValue)][Int(right.rawValue)] }
}
