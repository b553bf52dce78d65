/// A sequence diagram as read, before it has places.
struct SequenceDiagram {
    struct Participant {
        var id: [UInt8]
        var text: TextBlock
        var isActor = false
        var destination: [UInt8]?
    }

    enum Head: Hashable {
        case none, arrow, cross, open, both
    }

    struct Message {
        var from: Int
        var to: Int
        var text: TextBlock
        var isDashed: Bool
        var head: Head
    }

    enum Side: Hashable {
        case left, right, over
    }

    enum Step {
        case message(Message)
        case note(Side, first: Int, last: Int, TextBlock)
        case activate(Int)
        case deactivate(Int)
        /// `loop`, `alt` and the like, with the words after it.
        case open(kind: [UInt8], TextBlock)
        /// `else`, `and`, `option`.
        case divide(TextBlock)
        /// A coloured background.
        case background([UInt8]?)
        case close
        /// From here on messages are numbered.
        case number(from: Int?, by: Int)
        case create(Int)
        case destroy(Int)
    }

    struct Frame {
        var title: TextBlock
        var color: [UInt8]?
        var participants: ClosedRange<Int>
    }

    static let mostParticipants = 60
    static let mostSteps = 2000

    var caption = DiagramCaption()
    var participants: [Participant] = []
    var steps: [Step] = []
    var frames: [Frame] = []
}
