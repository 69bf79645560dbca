/// Whether numbers agree within a hundredth of a pixel, in order.
func close(_ found: [Double], _ wanted: [Double], within: Double = 0.011) -> Bool {
  found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) <= within }
}

func close(_ found: Double, _ wanted: Double, within: Double = 0.011) -> Bool {
  abs(found - wanted) <= within
}
