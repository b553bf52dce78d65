import Testing

@Suite struct ProgrammingTests {
    static let samples: [Golden] = [
        Golden(
            "Python", "python",
            #"""
            @app.route("/x")
            async def f(a: int) -> str:
                """Doc
                string"""
                return f"{a["k"]} {{b}}" + rb"x\"" # c
            print(None, 0x1F, 1_000.5e-3)
            """#,
            #"""
            f‹@app.route›(s‹"/x"›)
            k‹async› k‹def› f‹f›(a: int) -> str:
                s‹"""Doc
                string"""›
                k‹return› s‹f"›v‹{a["k"]}›s‹ {{b}}"› + s‹rb"x\""› c‹# c›
            f‹print›(n‹None›, n‹0x1F›, n‹1_000.5e-3›)
            """#),
        Golden(
            "JavaScript", "js",
            #"""
            const re = /[/"]+/g, x = a / b / c; // c
            import { y } from "z";
            let t = `a ${b + 1} c`;
            foo(x => null); /* d
            */ s = 'it\'s'
            """#,
            #"""
            k‹const› re = s‹/[/"]+/g›, x = a / b / c; c‹// c›
            k‹import› { y } k‹from› s‹"z"›;
            k‹let› t = s‹`a ›v‹${b + 1}›s‹ c`›;
            f‹foo›(x => n‹null›); c‹/* d
            */› s = s‹'it\'s'›
            """#),
        Golden(
            "TypeScript", "ts",
            #"""
            @Injectable() export class A<T> implements B { private readonly x?: string = "<NAME>"; }
            """#,
            #"""
            f‹@Injectable›() k‹export› k‹class› A<T> k‹implements› B { k‹private› k‹readonly› x?: k‹string› = s‹"mark‹<NAME>›"›; }
            """#),
        Golden(
            "Go", "go",
            #"""
            package main
            // c <NAME>
            func (s *S) F(x map[string]int) error {
            	r := '\n'
            	return fmt.Errorf("x %w", nil) + `raw
            "q"`
            }
            """#,
            #"""
            k‹package› main
            c‹// c mark‹<NAME>››
            k‹func› (s *S) f‹F›(x k‹map›[k‹string›]k‹int›) k‹error› {
            	r := s‹'\n'›
            	k‹return› fmt.f‹Errorf›(s‹"x %w"›, n‹nil›) + s‹`raw
            "q"`›
            }
            """#),
        Golden(
            "Rust", "rust",
            #"""
            #[derive(Debug)]
            fn f<'a>(x: &'a str) -> Option<T> {
                let c = 'x'; let s = r#"a "b""#; println!("{}", 1u8); /* a /* b */ c */
            }
            """#,
            #"""
            f‹#[derive(Debug)]›
            k‹fn› f<'a>(x: &'a k‹str›) -> Option<T> {
                k‹let› c = s‹'x'›; k‹let› s = s‹r#"a "b""#›; f‹println!›(s‹"{}"›, n‹1u8›); c‹/* a /* b */ c */›
            }
            """#),
        Golden(
            "Swift", "swift",
            #"""
            @main struct A { let s = "a \(b["k"]) c"; let r = #"x"y"#
            #if os(Linux)
              func f() async throws -> Int { 1_000 }
            #endif
            }
            """#,
            #"""
            f‹@main› k‹struct› A { k‹let› s = s‹"a ›v‹\(b["k"])›s‹ c"›; k‹let› r = s‹#"x"y"#›
            k‹#if› f‹os›(Linux)
              k‹func› f‹f›() k‹async› k‹throws› -> Int { n‹1_000› }
            k‹#endif›
            }
            """#),
        Golden(
            "Java", "java",
            #"""
            @Override public static void main(String[] a) { List<String> l = new ArrayList<>(); char c = 'x'; } // c
            """#,
            #"""
            f‹@Override› k‹public› k‹static› k‹void› f‹main›(String[] a) { List<String> l = k‹new› ArrayList<>(); k‹char› c = s‹'x'›; } c‹// c›
            """#),
        Golden(
            "Kotlin", "kotlin",
            #"""
            fun main() = println("Hi ${name}") // c
            """#,
            #"""
            k‹fun› f‹main›() = f‹println›(s‹"Hi ›v‹${name}›s‹"›) c‹// c›
            """#),
        Golden(
            "C#", "csharp",
            #"""
            var s = $"a {b} c"; string v = @"C:\"; char c = 'a'; // c
            """#,
            #"""
            k‹var› s = s‹$"a ›v‹{b}›s‹ c"›; k‹string› v = s‹@"C:\"›; k‹char› c = s‹'a'›; c‹// c›
            """#),
        Golden(
            "C", "c",
            #"""
            #include <stdio.h>
            # define X 1
            int main(void) { return printf("%d\n", sizeof(int)) + L"x"[0]; } // c
            """#,
            #"""
            k‹#include› <stdio.h>
            k‹# define› X n‹1›
            k‹int› f‹main›(k‹void›) { k‹return› f‹printf›(s‹"%d\n"›, k‹sizeof›(k‹int›)) + s‹L"x"›[n‹0›]; } c‹// c›
            """#),
        Golden(
            "Ruby", "ruby",
            #"""
            class A < B # c
              def x?(y) = "a #{@b} c" + :d
            end
            """#,
            #"""
            k‹class› A < B c‹# c›
              k‹def› f‹x?›(y) = s‹"a ›v‹#{@b}›s‹ c"› + n‹:d›
            k‹end›
            """#),
        Golden(
            "Groovy", "jenkinsfile",
            #"""
            pipeline { agent any; stages { sh "make ${x}" } } // c
            """#,
            #"""
            pipeline { agent any; stages { sh s‹"make ›v‹${x}›s‹"› } } c‹// c›
            """#),
    ]

    @Test(arguments: samples)
    func `programming languages`(_ golden: Golden) {
        #expect(coloured(golden.language, golden.code) == golden.html)
    }
}
