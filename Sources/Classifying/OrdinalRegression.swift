import Foundation

/// Ordinal logistic regression: one weighted sum, and two places on it where "related" and "on topic" begin.
///
/// The sum of squared weights is held down (ridge), and a weight may be kept from crossing zero. The loss is convex, so
/// coordinate descent by damped Newton steps finds its only minimum, always the same. Source: McCullagh 1980.
struct OrdinalRegression {
    struct Sample {
        /// 0 off topic, 1 related, 2 on topic.
        var rank: Int
        var values: [Double]
    }

    /// Half the price of a squared weight.
    var ridge = 0.15
    /// Where each weight may lie.
    var ranges: [ClosedRange<Double>]

    /// The weights, and the shifts that put the two borders at zero.
    struct Solution {
        var weights: [Double]
        var relatedShift: Double
        var onTopicShift: Double
    }

    func fit(_ samples: [Sample], sweeps: Int = 400) -> Solution {
        var solution = Solution(
            weights: ranges.map { min(max(0, $0.lowerBound), $0.upperBound) }, relatedShift: 1, onTopicShift: -1)
        var sums = samples.map { zip($0.values, solution.weights).reduce(0) { $0 + $1.0 * $1.1 } }
        for _ in 0..<sweeps {
            var moved = 0.0
            for index in ranges.indices { moved = max(moved, step(weight: index, samples, &solution, &sums)) }
            moved = max(moved, stepShifts(samples, &solution, sums))
            if moved < 1e-6 { break }
        }
        return solution
    }

    private func step(weight index: Int, _ samples: [Sample], _ solution: inout Solution, _ sums: inout [Double])
        -> Double
    {
        var gradient = ridge * 2 * solution.weights[index]
        var curvature = ridge * 2 + 1e-9
        for (place, sample) in samples.enumerated() where sample.values[index] != 0 {
            let slope = Slope(sample.rank, sums[place], solution)
            gradient += slope.first * sample.values[index]
            curvature += slope.second * sample.values[index] * sample.values[index]
        }
        let old = solution.weights[index]
        let wanted = old - max(min(gradient / curvature, 2), -2)
        let new = min(max(wanted, ranges[index].lowerBound), ranges[index].upperBound)
        solution.weights[index] = new
        for (place, sample) in samples.enumerated() where sample.values[index] != 0 {
            sums[place] += (new - old) * sample.values[index]
        }
        return abs(new - old)
    }

    /// Moves both borders together, then the gap between them, which may not close.
    private func stepShifts(_ samples: [Sample], _ solution: inout Solution, _ sums: [Double]) -> Double {
        var both = (gradient: 0.0, curvature: 1e-9)
        for (place, sample) in samples.enumerated() {
            let slope = Slope(sample.rank, sums[place], solution)
            both.gradient += slope.first
            both.curvature += slope.second
        }
        let shift = max(min(both.gradient / both.curvature, 1), -1)
        solution.relatedShift -= shift
        solution.onTopicShift -= shift

        var gap = (gradient: 0.0, curvature: 1e-9)
        for (place, sample) in samples.enumerated() where sample.rank < 2 {
            let upper = logistic(sums[place] + solution.relatedShift)
            if sample.rank == 0 {
                gap.gradient += upper
                gap.curvature += upper * (1 - upper)
            } else {
                let width = max(upper - logistic(sums[place] + solution.onTopicShift), 1e-12)
                let steepness = upper * (1 - upper) / width
                gap.gradient -= steepness
                gap.curvature += max(steepness * (steepness - (1 - 2 * upper)), 1e-6)
            }
        }
        let old = solution.relatedShift
        let step = max(min(gap.gradient / gap.curvature, 0.5), -0.5)
        solution.relatedShift = max(old - step, solution.onTopicShift + Self.leastGap)
        return max(abs(shift), abs(solution.relatedShift - old))
    }

    private static let leastGap = 0.01

    /// How the loss of one sample rises with its sum.
    private struct Slope {
        var first: Double
        var second: Double

        init(_ rank: Int, _ sum: Double, _ solution: Solution) {
            let upper = logistic(sum + solution.relatedShift)
            let lower = logistic(sum + solution.onTopicShift)
            switch rank {
            case 0: (first, second) = (upper, upper * (1 - upper))
            case 2: (first, second) = (lower - 1, lower * (1 - lower))
            default: (first, second) = (upper + lower - 1, upper * (1 - upper) + lower * (1 - lower))
            }
        }
    }
}

private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
