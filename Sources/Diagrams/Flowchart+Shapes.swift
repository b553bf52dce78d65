extension Flowchart.Shape {
    /// The least size that holds a text, in even numbers.
    func size(for text: Size) -> Size {
        func even(_ width: Int, _ height: Int) -> Size {
            Size(width: (width + 1) / 2 * 2, height: (height + 1) / 2 * 2)
        }
        let (width, height) = (text.width, max(text.height, TextWidth.lineHeight))
        switch self {
        case .box, .rounded, .note: return even(max(width + 28, 48), height + 20)
        case .stadium: return even(max(width + 40, 56), height + 18)
        case .subroutine: return even(width + 44, height + 20)
        case .cylinder: return even(max(width + 28, 56), height + 36)
        case .circle, .doubleCircle:
            let diagonal = Int((Double(width * width + height * height)).squareRoot().rounded(.up))
            let side = max(diagonal + 12, 44) + (self == .doubleCircle ? 10 : 0)
            return even(side, side)
        case .ellipse: return even(width * 142 / 100 + 16, height * 142 / 100 + 12)
        case .diamond:
            // The text's corners touch the sides where width/w + height/h = 1.
            let outer = width * 3 / 2 + 40
            return even(outer, height * outer / (outer - width) + 12)
        case .hexagon: return even(width + height + 36, height + 20)
        case .flag, .leanRight, .leanLeft, .trapezoid, .trapezoidAlternate:
            return even(width + height + 48, height + 20)
        case .start, .end: return Size(width: 20, height: 20)
        case .bar: return Size(width: 72, height: 8)
        }
    }

    /// The slant of the sides that are not upright, for a size.
    private func slant(_ size: Size) -> Int { size.height / 2 }

    func outline(_ size: Size) -> Outline {
        switch self {
        case .circle, .doubleCircle, .ellipse, .start, .end: .ellipse(size)
        default: .polygon(corners(size))
        }
    }

    /// Around the centre.
    func corners(_ size: Size) -> [Point] {
        let (x, y, s) = (size.width / 2, size.height / 2, slant(size))
        let pairs: [(Int, Int)] =
            switch self {
            case .diamond: [(0, -y), (x, 0), (0, y), (-x, 0)]
            case .hexagon: [(s - x, -y), (x - s, -y), (x, 0), (x - s, y), (s - x, y), (-x, 0)]
            case .leanRight: [(s - x, -y), (x, -y), (x - s, y), (-x, y)]
            case .leanLeft: [(-x, -y), (x - s, -y), (x, y), (s - x, y)]
            case .trapezoid: [(s - x, -y), (x - s, -y), (x, y), (-x, y)]
            case .trapezoidAlternate: [(-x, -y), (x, -y), (x - s, y), (s - x, y)]
            default: [(-x, -y), (x, -y), (x, y), (-x, y)]
            }
        return pairs.map { Point(x: $0.0, y: $0.1) }
    }
}
