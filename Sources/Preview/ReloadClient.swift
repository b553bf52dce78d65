/// What the server adds to the pages it serves, and to no file: a script that reloads them.
enum ReloadClient {
    /// No page of a site can have this prefix: output names never begin with two underscores.
    static let prefix = "__opsbook/"

    static func file(_ path: String) -> [UInt8]? {
        switch path {
        case prefix + "reload.js": Array(script.utf8)
        case prefix + "reload.css": Array(style.utf8)
        default: nil
        }
    }

    /// A page with the script before the end of its body, or at its end.
    static func inject(into page: [UInt8], identifier: String) -> [UInt8] {
        let tag = "<script src=\"/\(prefix)reload.js\" data-build=\"\(identifier)\" defer></script>"
        let end = Array("</body".utf8)
        var index = page.count - end.count
        while index >= 0 {
            // 0x20 makes a small letter of a capital one, and leaves `<` and `/` as they are.
            if page[index] == 0x3C, zip(page[index...], end).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) { break }
            index -= 1
        }
        let place = index < 0 ? page.count : index
        return Array(page[..<place]) + Array(tag.utf8) + Array(page[place...])
    }

    /// Browsers allow six connections to a server: a tab that nobody sees gives its own back, and asks again when it
    /// is looked at.
    private static let script = """
        (function () {
          "use strict";
          var mine = document.currentScript.getAttribute("data-build");
          var source = null;
          var box = null;

          function show(message) {
            if (box) {
              box.remove();
              box = null;
            }
            if (!message) {
              return;
            }
            if (!document.getElementById("opsbook-preview-style")) {
              var link = document.createElement("link");
              link.id = "opsbook-preview-style";
              link.rel = "stylesheet";
              link.href = "/__opsbook/reload.css";
              document.head.appendChild(link);
            }
            box = document.createElement("div");
            box.id = "opsbook-preview";
            box.setAttribute("role", "alert");
            var text = document.createElement("pre");
            text.textContent = message;
            var close = document.createElement("button");
            close.type = "button";
            close.textContent = "Dismiss";
            close.addEventListener("click", function () {
              show(null);
            });
            box.appendChild(text);
            box.appendChild(close);
            document.body.appendChild(box);
          }

          function disconnect() {
            if (source) {
              source.close();
              source = null;
            }
          }

          function connect() {
            if (source || document.hidden) {
              return;
            }
            source = new EventSource("/__opsbook/events");
            source.addEventListener("state", function (event) {
              var state = JSON.parse(event.data);
              if (state.build !== mine) {
                disconnect();
                location.reload();
                return;
              }
              show(state.message);
            });
            source.addEventListener("error", function () {
              if (source && source.readyState === EventSource.CLOSED) {
                disconnect();
                setTimeout(connect, 2000);
              }
            });
          }

          document.addEventListener("visibilitychange", function () {
            if (document.hidden) {
              disconnect();
            } else {
              connect();
            }
          });
          window.addEventListener("pagehide", disconnect);
          window.addEventListener("pageshow", connect);
          connect();
        })();

        """

    private static let style = """
        #opsbook-preview {
          position: fixed;
          inset: auto 1rem 1rem 1rem;
          z-index: 2147483647;
          max-height: 60vh;
          overflow: auto;
          display: flex;
          gap: 1rem;
          align-items: flex-start;
          padding: 0.75rem 1rem;
          border: 2px solid #b42318;
          border-radius: 0.5rem;
          background: #fff;
          color: #1a1a1a;
          box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 40%);
        }
        #opsbook-preview pre {
          flex: 1;
          margin: 0;
          border: 0;
          padding: 0;
          background: none;
          color: inherit;
          font: 0.875rem/1.5 ui-monospace, monospace;
          white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
        #opsbook-preview button {
          font: inherit;
          color: inherit;
          background: none;
          border: 1px solid currentcolor;
          border-radius: 0.25rem;
          padding: 0.25rem 0.5rem;
        }
        @media print {
          #opsbook-preview { display: none; }
        }

        """
}
