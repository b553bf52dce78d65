/// A flowchart as read, before it has places. State diagrams are flowcharts too.
struct Flowchart {
    enum Direction {
        case down, up, right, left

        init?(_ word: ArraySlice<UInt8>) {
            if word.equals("TB") || word.equals("TD") || word.equals("v") {
                self = .down
            } else if word.equals("BT") || word.equals("^") {
                self = .up
            } else if word.equals("LR") || word.equals(">") {
                self = .right
            } else if word.equals("RL") || word.equals("<") {
                self = .left
            } else {
                return nil
            }
        }

        var isHorizontal: Bool { self == .right || self == .left }
    }

    enum Shape: Hashable {
        case box, rounded, stadium, subroutine, cylinder, circle, doubleCircle, ellipse, diamond, hexagon, flag
        case leanRight, leanLeft, trapezoid, trapezoidAlternate
        case note, start, end, bar
    }

    enum Head: Hashable {
        case none, arrow, circle, cross, open
    }

    enum Line: Hashable {
        case solid, dotted, thick, invisible
    }

    /// Colours are checked: `#` and hexadecimal digits, or a name.
    struct Style: Hashable {
        var fill: [UInt8]?
        var stroke: [UInt8]?
        var color: [UInt8]?

        mutating func add(_ other: Style) {
            fill = other.fill ?? fill
            stroke = other.stroke ?? stroke
            color = other.color ?? color
        }
    }

    struct Node {
        var id: [UInt8]
        var text: TextBlock
        var shape: Shape = .box
        var hasShape = false
        var group: Int?
        var style = Style()
        var destination: [UInt8]?
    }

    struct Edge {
        var from: LayeredGraph.End
        var to: LayeredGraph.End
        var text = TextBlock()
        var line: Line = .solid
        var start: Head = .none
        var end: Head = .arrow
        var length = 1
        var stroke: [UInt8]?
    }

    struct Group {
        var id: [UInt8]
        var title: TextBlock
        var parent: Int?
        var direction: Direction?
        var style = Style()
    }

    /// More than anyone can read in one picture.
    static let mostNodes = 500
    static let mostEdges = 2000
    static let mostGroups = 100

    var direction = Direction.down
    var caption = DiagramCaption()
    var nodes: [Node] = []
    var edges: [Edge] = []
    var groups: [Group] = []
}
