/// The attributes that find an item: a partition key, and a sort key where there is one.
package struct DynamoDBKey: Sendable, Hashable {
  /// The types a key may have, by DynamoDB's letters.
  package enum Kind: String, Sendable, Hashable {
    case text = "S"
    case number = "N"
    case binary = "B"

    package var inWords: String {
      switch self {
      case .text: "text"
      case .number: "a number"
      case .binary: "bytes"
      }
    }
  }

  package let name: String
  package let kind: Kind

  package init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// A table as DynamoDB describes it.
package struct DynamoDBTable: Sendable, Hashable {
  /// The service's word: `CREATING`, `ACTIVE`, `UPDATING` or `DELETING`, among others.
  package let status: String
  /// One or two, the partition key first.
  package let keys: [DynamoDBKey]
  /// Another one for every table that ever bore the name; nil from servers that give none.
  package let id: String?

  /// Whether items can be written.
  package var isReady: Bool { status == "ACTIVE" || status == "UPDATING" }

  /// Reads the `Table` or `TableDescription` of an answer.
  init(_ json: JSONValue) throws(CloudError) {
    var kinds: [String: DynamoDBKey.Kind] = [:]
    for attribute in json["AttributeDefinitions"]?.items ?? [] {
      guard let name = attribute["AttributeName"]?.text else { continue }
      kinds[name] = attribute["AttributeType"]?.text.flatMap { DynamoDBKey.Kind(rawValue: $0) }
    }
    let schema = json["KeySchema"]?.items ?? []
    let ordered =
      schema.filter { $0["KeyType"]?.text == "HASH" }
      + schema.filter { $0["KeyType"]?.text == "RANGE" }
    keys = ordered.compactMap { part in
      part["AttributeName"]?.text.flatMap { name in kinds[name].map { DynamoDBKey(name, $0) } }
    }
    guard let status = json["TableStatus"]?.text, !keys.isEmpty, keys.count == schema.count else {
      throw CloudError(
        .unexpected,
        "DynamoDB describes a table without its state or its key",
        service: AWSService.dynamoDB.name
      )
    }
    self.status = status
    id = json["TableId"]?.text
  }
}
