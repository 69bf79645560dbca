/// Where the nodes of a graph stand: in layers from left to right, each after all it needs.
///
/// The layers are those of the longest path; within a layer nodes are ordered by the middle of their neighbours
/// in the layer before (Sugiyama, Tagawa, Toda 1981, barycentre method), in a few sweeps there and back.
struct GraphLayout: Sendable {
  /// For each node its layer and its place in it, counted from the top.
  private(set) var places: [(layer: Int, row: Int)]
  let layerCount: Int
  let rowCount: Int

  /// - Parameter needs: For each node the indices of those it needs, all smaller than its own.
  init(_ needs: [[Int]]) {
    var layer = [Int](repeating: 0, count: needs.count)
    for (index, needed) in needs.enumerated() {
      layer[index] = (needed.map { layer[$0] }.max() ?? -1) + 1
    }
    layerCount = (layer.max() ?? -1) + 1
    var layers = [[Int]](repeating: [], count: layerCount)
    for (index, layer) in layer.enumerated() { layers[layer].append(index) }
    var users = [[Int]](repeating: [], count: needs.count)
    for (index, needed) in needs.enumerated() { for need in needed { users[need].append(index) } }

    var row = [Double](repeating: 0, count: needs.count)
    func place(_ layer: [Int]) {
      for (position, node) in layer.enumerated() {
        row[node] = Double(position)
      }
    }
    layers.forEach(place)
    for sweep in 0..<6 {
      let isForward = sweep.isMultiple(of: 2)
      for index in isForward ? Array(layers.indices) : layers.indices.reversed() {
        let middle = layers[index].map { node -> Double in
          let neighbours = isForward ? needs[node] : users[node]
          return neighbours.isEmpty
            ? row[node] : neighbours.reduce(0) { $0 + row[$1] } / Double(neighbours.count)
        }
        let order = layers[index].indices.sorted { (middle[$0], $0) < (middle[$1], $1) }
        layers[index] = order.map { layers[index][$0] }
        place(layers[index])
      }
    }
    places = layer.map { ($0, 0) }
    for layer in layers {
      for (position, node) in layer.enumerated() { places[node].row = position }
    }
    rowCount = layers.map(\.count).max() ?? 0
  }
}
