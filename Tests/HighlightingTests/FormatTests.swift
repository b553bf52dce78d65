import Testing

@Suite struct FormatTests {
    static let samples: [Golden] = [
        Golden(
            "JSON", "json",
            #"""
            {
              "a": [1, -2.5e3, true, null],
              "b c" : "x \" y: z",
              "u": "<URL>"
            }
            """#,
            #"""
            {
              f‹"a"›: [n‹1›, -n‹2.5e3›, n‹true›, n‹null›],
              f‹"b c"› : s‹"x \" y: z"›,
              f‹"u"›: s‹"mark‹<URL>›"›
            }
            """#),
        Golden(
            "JSON5 and comments", "json5",
            #"""
            // c
            {a: 'x', /* c */ "b": Infinity,}
            """#,
            #"""
            c‹// c›
            {f‹a›: s‹'x'›, c‹/* c */› f‹"b"›: n‹Infinity›,}
            """#),
        Golden(
            "lines of JSON", "ndjson",
            #"""
            {"a":1}
            {"a":"b"}

            """#,
            #"""
            {f‹"a"›:n‹1›}
            {f‹"a"›:s‹"b"›}

            """#),
        Golden(
            "TOML", "toml",
            #"""
            # c
            title = "x" # c
            [a.b]
            "k y" = 'x'
            a.b = 1979-05-27T07:32:00Z
            arr = [ 1, 2,
              "x" ]
            t = { x = 1, y = true }
            s = """
            multi
            """
            [[arr]]
            """#,
            #"""
            c‹# c›
            f‹title› = s‹"x"› c‹# c›
            h‹[a.b]›
            f‹"k y"› = s‹'x'›
            f‹a.b› = n‹1979-05-27T07:32:00Z›
            f‹arr› = [ n‹1›, n‹2›,
              s‹"x"› ]
            f‹t› = { f‹x› = n‹1›, f‹y› = n‹true› }
            f‹s› = s‹"""
            multi
            """›
            h‹[[arr]]›
            """#),
        Golden(
            "INI", "ini",
            #"""
            ; c
            [sec]
            key = value ; c
            a=1
            path: "x"
            skip-name
            """#,
            #"""
            c‹; c›
            h‹[sec]›
            f‹key› = value c‹; c›
            f‹a›=n‹1›
            f‹path›: s‹"x"›
            f‹skip-name›
            """#),
        Golden(
            "systemd", "systemd",
            #"""
            [Unit]
            Description=Foo bar; baz # no
            After=network.target
            [Service]
            ExecStart=/bin/sh -c 'echo %i $X' \
              foo=bar
            Restart=on-failure
            LimitNOFILE=65536
            TimeoutSec=5min
            """#,
            #"""
            h‹[Unit]›
            f‹Description›=Foo bar; baz # no
            f‹After›=network.target
            h‹[Service]›
            f‹ExecStart›=/bin/sh -c s‹'echo %i $X'› \
              foo=bar
            f‹Restart›=on-failure
            f‹LimitNOFILE›=n‹65536›
            f‹TimeoutSec›=n‹5min›
            """#),
        Golden(
            "properties", "properties",
            #"""
            ! c
            a.b=c
            d: true
            e = 5 # no
            # yes
            """#,
            #"""
            c‹! c›
            f‹a.b›=c
            f‹d›: n‹true›
            f‹e› = 5 # no
            c‹# yes›
            """#),
        Golden(
            ".env", "dotenv",
            #"""
            # c
            export A="x # y" # c
            B=1
            C=${A}-b
            """#,
            #"""
            c‹# c›
            k‹export› f‹A›=s‹"x # y"› c‹# c›
            f‹B›=n‹1›
            f‹C›=v‹${A}›-b
            """#),
        Golden(
            "HCL", "hcl",
            #"""
            # c
            resource "aws_x" "y" {
              name = "a-${var.x["k"]}-b"
              count = var.n > 0 ? 1 : 0
              tags = { A = "b" }
              policy = jsonencode({ a = true })
              dynamic "x" {
                for_each = toset(local.x)
              }
              x = <<-EOT
               foo
              EOT
            }
            """#,
            #"""
            c‹# c›
            k‹resource› s‹"aws_x"› s‹"y"› {
              f‹name› = s‹"a-›v‹${var.x["k"]}›s‹-b"›
              f‹count› = var.n > n‹0› ? n‹1› : n‹0›
              f‹tags› = { f‹A› = s‹"b"› }
              f‹policy› = f‹jsonencode›({ f‹a› = n‹true› })
              k‹dynamic› s‹"x"› {
                f‹for_each› = f‹toset›(local.x)
              }
              f‹x› = s‹<<-EOT
               foo
              EOT›
            }
            """#),
        Golden(
            "Terraform's variables", "tf",
            #"""
            variable "x" {
              type    = list(string)
              default = ["a", null]
            }
            locals { a = "${lookup(var.m, "k")}" } // c
            """#,
            #"""
            k‹variable› s‹"x"› {
              f‹type›    = f‹list›(string)
              f‹default› = [s‹"a"›, n‹null›]
            }
            k‹locals› { f‹a› = s‹"›v‹${lookup(var.m, "k")}›s‹"› } c‹// c›
            """#),
        Golden(
            "Nginx", "nginx",
            #"""
            events {}
            http { # c
              map $a $b { default "x"; ~^/x 1; }
              server {
                listen 443 ssl;
                server_name a.b; # d
                location ~* \.php$ { proxy_pass http://$host:8080; }
                client_max_body_size 10m;
                gzip on;
              }
            }
            """#,
            #"""
            k‹events› {}
            k‹http› { c‹# c›
              k‹map› v‹$a› v‹$b› { k‹default› s‹"x"›; ~^/x n‹1›; }
              k‹server› {
                k‹listen› n‹443› ssl;
                k‹server_name› a.b; c‹# d›
                k‹location› ~* \.php$ { k‹proxy_pass› http://v‹$host›:n‹8080›; }
                k‹client_max_body_size› n‹10m›;
                k‹gzip› n‹on›;
              }
            }
            """#),
        Golden(
            ".conf like Nginx's", "conf",
            #"""
            # c
            upstream x { # d
              server a:80;
            }
            """#,
            #"""
            c‹# c›
            k‹upstream› x { c‹# d›
              k‹server› a:n‹80›;
            }
            """#),
        Golden(
            ".conf like INI", "conf",
            #"""
            listen_addresses = '*' # c
            port=5432
            """#,
            #"""
            f‹listen_addresses› = s‹'*'› c‹# c›
            f‹port›=n‹5432›
            """#),
        Golden(
            "Apache", "apache",
            #"""
            <VirtualHost *:80>
              ServerName a.b
              # c
            </VirtualHost>
            """#,
            #"""
            h‹<VirtualHost› *:n‹80›>
              k‹ServerName› a.b
              c‹# c›
            h‹</VirtualHost›>
            """#),
        Golden(
            "a diff", "diff",
            #"""
            diff --git a/x b/x
            index 1..2 100644
            --- a/x
            +++ b/x
            @@ -1,2 +1,3 @@ func main
             ctx
            --- removed sql comment
            +added <NAME>
            \ No newline
            """#,
            #"""
            h‹diff --git a/x b/x›
            h‹index 1..2 100644›
            h‹--- a/x›
            h‹+++ b/x›
            h‹@@ -1,2 +1,3 @@› func main
             ctx
            d‹--- removed sql comment›
            i‹+added mark‹<NAME>››
            c‹\ No newline›
            """#),
        Golden(
            "a normal diff", "patch",
            #"""
            3c3
            < a
            ---
            > b

            """#,
            #"""
            3c3
            d‹< a›
            d‹---›
            i‹> b›

            """#),
        Golden(
            "HTTP", "http",
            #"""
            POST /api?x=1 HTTP/1.1
            Host: example.com
            Content-Type: application/json

            {"a": [1, true, "x"]}

            HTTP/1.1 200 OK
            Server: x

            <a b="c">t</a>

            """#,
            #"""
            k‹POST› f‹/api?x=1› k‹HTTP/1.1›
            f‹Host›: example.com
            f‹Content-Type›: application/json

            {f‹"a"›: [n‹1›, n‹true›, s‹"x"›]}

            k‹HTTP/1.1› n‹200› OK
            f‹Server›: x

            k‹<a› f‹b›=s‹"c"›>tk‹</a›>

            """#),
        Golden(
            "HTTP as curl traces it", "http",
            #"""
            * Connected
            > GET / HTTP/1.1
            > Host: x
            >
            < HTTP/2 200
            < server: x
            <
            {"a":1}

            """#,
            #"""
            c‹* Connected›
            > k‹GET› f‹/› k‹HTTP/1.1›
            > f‹Host›: x
            >
            < k‹HTTP/2› n‹200›
            < f‹server›: x
            <
            {f‹"a"›:n‹1›}

            """#),
        Golden(
            "HTTP as editors keep it", "http",
            #"""
            ### one
            GET https://{{host}}/x
            Accept: */*

            ### two
            DELETE /y

            """#,
            #"""
            c‹### one›
            k‹GET› f‹https://›v‹{{host}}›f‹/x›
            f‹Accept›: */*

            c‹### two›
            k‹DELETE› f‹/y›

            """#),
        Golden(
            "Go's templates", "gotemplate",
            #"""
            Hi {{ .Name }}{{/* c */}}
            {{- range $i, $e := .Items }}{{ $e.x | printf "%s}}" }}{{ end }}{{ open
            """#,
            #"""
            Hi v‹{{ .Name }}›c‹{{/* c */}}›
            v‹{{- ›k‹range›v‹ $i, $e := .Items }}{{ $e.x | printf ›s‹"%s›v‹}}›" }}v‹{{ ›k‹end›v‹ }}›{{ open
            """#),
        Golden(
            "Jinja", "jinja",
            #"""
            {% if a == "b" %}x{% endif %}{# c #}{{ a|upper }}
            """#,
            #"""
            v‹{% ›k‹if›v‹ a == ›s‹"b"›v‹ %}›xv‹{% ›k‹endif›v‹ %}›c‹{# c #}›v‹{{ a|upper }}›
            """#),
        Golden(
            "XML", "xml",
            #"""
            <?xml version="1.0"?>
            <!DOCTYPE x>
            <a:b c="d" e='f'>&lt;x & y</a:b><!-- c --> 1 < 2
            <![CDATA[ x ]]>
            """#,
            #"""
            c‹<?xml version="1.0"?>›
            c‹<!DOCTYPE x>›
            k‹<a:b› f‹c›=s‹"d"› f‹e›=s‹'f'›>n‹&lt;›x & yk‹</a:b›>c‹<!-- c -->› 1 < 2
            k‹<![CDATA[›s‹ x ]]>›
            """#),
        Golden(
            "HTML", "html",
            #"""
            <script>let a = "</b>"; // c
            </script><br/><style>a{color:red}</style><p class=x hidden>
            """#,
            #"""
            k‹<script›>k‹let› a = s‹"</b>"›; c‹// c›
            k‹</script›>k‹<br›/>k‹<style›>a{f‹color›:red}k‹</style›>k‹<p› f‹class›=s‹x› f‹hidden›>
            """#),
        Golden(
            "CSS", "css",
            #"""
            /* c */
            @media (max-width: 10px) { a:hover, .x::before { color: #fff; --v: calc(1px + 2%); margin: -1px !important } }
            a{color:red;background:url("x")}
            """#,
            #"""
            c‹/* c */›
            k‹@media› (max-width: n‹10px›) { a:hover, .x::before { f‹color›: #fff; --f‹v›: f‹calc›(n‹1px› + n‹2%›); f‹margin›: -n‹1px› !important } }
            a{f‹color›:red;f‹background›:f‹url›(s‹"x"›)}
            """#),
        Golden(
            "Markdown", "md",
            #"""
            ---
            t: x
            ---
            # H
            > q
            - a `b` [l](http://x)
            1. x #y
            ```yaml
            a: 1 # c
            ```
            ~~~
            ```
            ~~~
            <!-- c
            -->
            """#,
            #"""
            k‹---›
            f‹t›: x
            k‹---›
            h‹# H›
            c‹>› q
            k‹-› a s‹`b`› [l]s‹(http://x)›
            k‹1.› x #y
            k‹```yaml›
            f‹a›: n‹1› c‹# c›
            k‹```›
            k‹~~~›
            ```
            k‹~~~›
            c‹<!-- c
            -->›
            """#),
        Golden(
            "a log", "log",
            #"""
            2024-01-01T00:00:00Z ERROR foo don't
            [12:00:00.123] WARN x
            Jan 1 x error: y

            """#,
            #"""
            c‹2024-01-01T00:00:00Z› d‹ERROR› foo don't
            c‹[12:00:00.123]› v‹WARN› x
            Jan 1 x d‹error›: y

            """#),
    ]

    @Test(arguments: samples)
    func `configuration, data, documents`(_ golden: Golden) {
        #expect(coloured(golden.language, golden.code) == golden.html)
    }
}
