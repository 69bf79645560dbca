@main struct Quire { static func main() {} }
