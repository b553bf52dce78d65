/// Kind, script and commonness of the scalars below U+2800, looked up instead of worked out.
struct Traits: Sendable {
    static let shared = Traits()

    private static let limit: UInt32 = 0x2800
    private static let ideographs: Range<UInt32> = 0x4E00..<0xA000
    private let kinds: [Kind]
    private let scripts: [Script]
    private let bases: [Float]

    private init() {
        kinds = (0..<Self.limit).map { Kind($0) }
        scripts = (0..<Self.limit).map { Script($0) }
        bases = (0..<Self.limit).map { Commonness.base($0) }
    }

    @inline(__always)
    func kind(_ scalar: UInt32) -> Kind {
        if scalar < Self.limit { return kinds[Int(scalar)] }
        return Self.ideographs.contains(scalar) ? .lower : Kind(scalar)
    }

    @inline(__always)
    func script(_ scalar: UInt32) -> Script {
        if scalar < Self.limit { return scripts[Int(scalar)] }
        return Self.ideographs.contains(scalar) ? .eastAsian : Script(scalar)
    }

    @inline(__always)
    func base(_ scalar: UInt32) -> Float { scalar < Self.limit ? bases[Int(scalar)] : Commonness.base(scalar) }
}
