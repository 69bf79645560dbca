import HummingbirdTesting
import Testing

@testable import Review
