/// A set of hashes made by `Fingerprint`, which are spread evenly already: no second hashing.
package struct HashSet: Sendable {
    /// Linear probing at most half full; zero is an empty place.
    private var places: [UInt64]
    private var holdsZero = false
    private(set) var count = 0

    package init(minimumCapacity: Int) {
        var size = 16
        while size < 2 * minimumCapacity { size *= 2 }
        places = Array(repeating: 0, count: size)
    }

    init(_ hashes: some Collection<UInt64>) {
        self.init(minimumCapacity: hashes.count)
        for hash in hashes { insert(hash) }
    }

    /// - Returns: Whether it was not there yet.
    @discardableResult
    package mutating func insert(_ hash: UInt64) -> Bool {
        guard hash != 0 else {
            defer { holdsZero = true }
            if !holdsZero { count += 1 }
            return !holdsZero
        }
        if 2 * count >= places.count { grow() }
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] != 0 {
            if places[place] == hash { return false }
            place = (place + 1) & (places.count - 1)
        }
        places[place] = hash
        count += 1
        return true
    }

    private mutating func grow() {
        var larger = HashSet(minimumCapacity: places.count)
        for hash in places where hash != 0 { larger.insert(hash) }
        places = larger.places
    }

    func contains(_ hash: UInt64) -> Bool {
        guard hash != 0 else { return holdsZero }
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] != 0 {
            if places[place] == hash { return true }
            place = (place + 1) & (places.count - 1)
        }
        return false
    }

    /// How many of the hashes stand in the other set.
    func count(sharedWith other: HashSet) -> Int {
        places.reduce(holdsZero && other.holdsZero ? 1 : 0) { $1 != 0 && other.contains($1) ? $0 + 1 : $0 }
    }
}
