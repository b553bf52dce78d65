import Documents
import Testing

@Suite struct TableTests {
    @Test(arguments: TableCase.tables) func `pipe tables become GFM's HTML`(test: TableCase) {
        #expect(bareHTML(test.markdown) == test.html)
    }

    @Test(arguments: TableCase.none) func `what only looks like a table stays what it is`(test: TableCase) {
        #expect(bareHTML(test.markdown) == test.html)
    }
}
