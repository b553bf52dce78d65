/// A graph to be drawn in layers, in coordinates of its own: `x` runs along a layer, `y` from layer to layer. The caller
/// turns them into the chart's direction.
struct LayeredGraph {
    struct Node {
        var outline: Outline
        /// What it needs beside itself, on the side of the larger `x`, for edges that lead back to it.
        var loopRoom = 0
        var group: Int?
    }

    enum End: Hashable {
        case node(Int)
        case group(Int)
    }

    struct Edge {
        var from: End
        var to: End
        /// The least number of layers it spans.
        var length = 1
        var label: Size?
    }

    /// A box around nodes. Its parent comes before it in `groups`.
    struct Group {
        var parent: Int?
        /// What stays free between its edge and its content, on its four sides.
        var top = 12
        var bottom = 12
        var left = 12
        var right = 12
        /// The room its title needs.
        var least = Size(width: 0, height: 0)
    }

    var nodes: [Node] = []
    var edges: [Edge] = []
    var groups: [Group] = []

    /// From the innermost group to the outermost.
    func groupsUp(from group: Int?) -> [Int] {
        var path: [Int] = []
        var next = group
        while let group = next {
            path.append(group)
            next = groups[group].parent
        }
        return path
    }

    func isLoop(_ edge: Edge) -> Bool { edge.from == edge.to }
}

struct Size: Hashable {
    var width: Int
    var height: Int

    var transposed: Size { Size(width: height, height: width) }
}

struct Point: Hashable {
    var x: Int
    var y: Int
}

struct Box: Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    var width: Int { right - left }
    var height: Int { bottom - top }
}

/// The outline of a node around its centre.
enum Outline: Hashable {
    case ellipse(Size)
    /// A convex polygon.
    case polygon([Point])

    static func box(_ size: Size) -> Outline {
        let (x, y) = (size.width / 2, size.height / 2)
        return .polygon([Point(x: -x, y: -y), Point(x: x, y: -y), Point(x: x, y: y), Point(x: -x, y: y)])
    }

    /// Half-extents are alike on opposite sides.
    var size: Size {
        switch self {
        case .ellipse(let size): return size
        case .polygon(let points):
            let x = points.map { abs($0.x) }.max() ?? 0
            let y = points.map { abs($0.y) }.max() ?? 0
            return Size(width: 2 * x, height: 2 * y)
        }
    }

    var transposed: Outline {
        switch self {
        case .ellipse(let size): .ellipse(size.transposed)
        case .polygon(let points): .polygon(points.map { Point(x: $0.y, y: $0.x) })
        }
    }

    var mirrored: Outline {
        switch self {
        case .ellipse: self
        case .polygon(let points): .polygon(points.map { Point(x: $0.x, y: -$0.y) })
        }
    }

    /// How far the outline reaches up and down at `x`, both as distances from the centre.
    func reach(at x: Int) -> (up: Int, down: Int) {
        switch self {
        case .ellipse(let size):
            let part = min(1, Double(2 * abs(x)) / Double(max(size.width, 1)))
            let reach = Int((Double(size.height) / 2 * (1 - part * part).squareRoot()).rounded())
            return (reach, reach)
        case .polygon(let points):
            var (up, down) = (0, 0)
            for (index, point) in points.enumerated() {
                let next = points[index + 1 < points.count ? index + 1 : 0]
                guard min(point.x, next.x) <= x, max(point.x, next.x) >= x, point.x != next.x else { continue }
                let y = point.y + (next.y - point.y) * (x - point.x) / (next.x - point.x)
                up = max(up, -y)
                down = max(down, y)
            }
            return (up, down)
        }
    }
}
