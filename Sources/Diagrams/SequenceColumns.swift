/// Where the participants of a sequence diagram stand.
struct SequenceColumns {
    static let headPadding = 14
    static let noteMargin = 10
    static let loopWidth = 40
    static let margin = 12

    /// The axis of each participant.
    private(set) var axes: [Int] = []
    /// The size of each participant's head.
    let heads: [Size]
    /// The least `x` of what stands left of the first axis, and the greatest of what stands right of the last.
    private(set) var left = 0
    private(set) var right = 0

    /// Every participant as far to the left as the texts between it and those before it allow.
    init(_ diagram: SequenceDiagram) {
        heads = diagram.participants.map { participant in
            let text = participant.text.size
            let height = max(text.height, TextWidth.lineHeight) + (participant.isActor ? 52 : 20)
            return Size(width: (max(text.width + 2 * Self.headPadding, 64) + 1) / 2 * 2, height: height)
        }
        let count = heads.count
        // Needs of pairs of columns; `count` stands for what lies right of all.
        var needs = Array(repeating: [(from: Int, distance: Int)](), count: count + 1)
        var leftNeed = (heads.first?.width ?? 0) / 2
        for index in heads.indices.dropFirst() {
            needs[index].append((index - 1, (heads[index - 1].width + heads[index].width) / 2 + 30))
        }
        for frame in diagram.frames {
            let (first, last) = (frame.participants.lowerBound, frame.participants.upperBound)
            if first > 0 { needs[first].append((first - 1, (heads[first - 1].width + heads[first].width) / 2 + 50)) }
            needs[last + 1].append((first, frame.title.size.width - heads[first].width / 2 + 20))
        }
        var hasNumbers = false
        var creating: Int?
        for step in diagram.steps {
            switch step {
            case .number(let from, _): hasNumbers = from != nil
            case .create(let participant): creating = participant
            case .message(let message):
                let text = message.text.size.width + (hasNumbers ? 30 : 0)
                let (first, last) = (min(message.from, message.to), max(message.from, message.to))
                let head = creating.map { first == $0 || last == $0 ? heads[$0].width / 2 : 0 } ?? 0
                creating = nil
                if first == last {
                    needs[first + 1].append((first, text + Self.loopWidth + 24))
                } else {
                    needs[last].append((first, text + 44 + head))
                }
            case .note(let side, let first, let last, let words):
                let width = words.size.width + 2 * Self.noteMargin
                switch side {
                case .left:
                    if first == 0 {
                        leftNeed = max(leftNeed, width + 20)
                    } else {
                        needs[first].append((first - 1, width + 30))
                    }
                case .right: needs[last + 1].append((last, width + 30))
                case .over:
                    if first == last {
                        if first == 0 {
                            leftNeed = max(leftNeed, width / 2)
                        } else {
                            needs[first].append((first - 1, width / 2 + 16))
                        }
                        needs[last + 1].append((last, width / 2 + 16))
                    } else {
                        needs[last].append((first, width - 60))
                    }
                }
            default: break
            }
        }
        for index in heads.indices {
            axes.append(needs[index].reduce(index == 0 ? leftNeed : 0) { max($0, axes[$1.from] + $1.distance) })
        }
        left = 0
        right = (axes.last ?? 0) + (heads.last?.width ?? 0) / 2
        for need in needs[count] { right = max(right, axes[need.from] + need.distance) }
    }
}
