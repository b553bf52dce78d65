/// The tables of a TOML document while it is read: what may be added to which, in the order of the source.
///
/// A table is defined once: by its header, or by the keys with dots of one section; a value, an array or a table in
/// braces is never added to (TOML 1.1, "Table", "Array of Tables", "Keys").
struct TOMLTables {
    typealias Failure = TOMLFrontMatter.Failure

    private enum Content {
        case value(RawFrontMatter.Value)
        case table
        /// `[[name]]`: the tables of it.
        case tables([Int])
    }

    private struct Node {
        var content: Content
        var keys: [TOMLKey] = []
        var children: [Int] = []
        var places: [String: Int] = [:]
        var isDefined = false
        /// The section whose keys with dots have defined it.
        var section = -1
    }

    static let root = 0

    /// Of tables, arrays and keys in each other: what reads them afterwards goes down by recursion.
    static let deepest = 64

    private var nodes = [Node(content: .table, isDefined: true)]

    /// A table that no name leads to: of a value in braces.
    mutating func scratch() -> Int {
        nodes.append(Node(content: .table, isDefined: true))
        return nodes.count - 1
    }

    /// The fields of a scratch table, which is done with.
    mutating func take(_ table: Int) -> [RawFrontMatter.Field] {
        let fields = fields(of: table)
        nodes.removeSubrange(table...)
        return fields
    }

    /// Opens the table that a header names.
    mutating func open(_ path: [TOMLKey], isArray: Bool, at offset: Int) throws(Failure) -> Int {
        var table = TOMLTables.root
        for key in path.dropLast() {
            switch child(key, of: table) {
            case nil: table = add(key, .table, to: table)
            case let next?:
                switch nodes[next].content {
                case .table: table = next
                case .tables(let items): table = items.last ?? next
                case .value: throw Failure("'\(key.name)' is no table, but has a value already", key.range.lowerBound)
                }
            }
        }
        guard let key = path.last else { return table }
        guard let last = child(key, of: table) else {
            guard isArray else {
                table = add(key, .table, to: table)
                nodes[table].isDefined = true
                return table
            }
            return append(to: add(key, .tables([]), to: table))
        }
        switch nodes[last].content {
        case .tables where isArray: return append(to: last)
        case .table where !isArray && !nodes[last].isDefined:
            nodes[last].isDefined = true
            return last
        default: throw Failure("'\(key.name)' is there twice", key.range.lowerBound)
        }
    }

    mutating func set(
        _ path: [TOMLKey], to value: RawFrontMatter.Value, in table: Int, section: Int
    ) throws(Failure) {
        var table = table
        for key in path.dropLast() {
            if let next = child(key, of: table) {
                guard case .table = nodes[next].content, !nodes[next].isDefined || nodes[next].section == section else {
                    throw Failure("'\(key.name)' is defined elsewhere and cannot be added to", key.range.lowerBound)
                }
                table = next
            } else {
                table = add(key, .table, to: table)
            }
            nodes[table].isDefined = true
            nodes[table].section = section
        }
        guard let key = path.last else { return }
        guard child(key, of: table) == nil else {
            throw Failure("the key '\(key.name)' is there twice", key.range.lowerBound)
        }
        _ = add(key, .value(value), to: table)
    }

    func fields(of table: Int) -> [RawFrontMatter.Field] {
        zip(nodes[table].keys, nodes[table].children).map { key, child in
            RawFrontMatter.Field(key: key.name, keyRange: key.range, value: value(of: child))
        }
    }

    private func value(of node: Int) -> RawFrontMatter.Value {
        switch nodes[node].content {
        case .value(let value): value
        case .table: .mapping(fields(of: node))
        case .tables(let items): .list(items.map { .mapping(fields(of: $0)) })
        }
    }

    private func child(_ key: TOMLKey, of table: Int) -> Int? { nodes[table].places[key.name] }

    private mutating func add(_ key: TOMLKey, _ content: Content, to table: Int) -> Int {
        let id = nodes.count
        nodes.append(Node(content: content))
        nodes[table].keys.append(key)
        nodes[table].children.append(id)
        nodes[table].places[key.name] = id
        return id
    }

    private mutating func append(to array: Int) -> Int {
        let item = scratch()
        if case .tables(var items) = nodes[array].content {
            nodes[array].content = .table
            items.append(item)
            nodes[array].content = .tables(items)
        }
        return item
    }
}
