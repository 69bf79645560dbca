public let quireVersion = "0.1.0"
