import Testing

@Suite struct ShellTests {
    static let samples: [Golden] = [
        Golden(
            "a script", "bash",
            #"""
            #!/bin/bash
            # comment 'quote
            set -euo pipefail
            export FOO=bar BAZ="q $FOO $(date +%F "x") y" # c
            name=${x#y} arr=(a b "c d")
            if [[ -z "$1" && $2 =~ ^a ]]; then echo "it's"; exit 1; fi
            for f in *.txt; do sudo -u postgres psql -c 'select 1' > "$f" 2>&1 | grep -v foo; done
            case "$1" in
              start|stop) systemctl $1 nginx;;
              *) echo no ;;
            esac
            cat <<EOF | kubectl apply -f -
            kind: $KIND
            EOF
            cat <<'EOF' >/etc/x
            raw $KIND
            EOF
            foo() { local x=1; echo $((x+1)) `whoami`; }
            curl -s http://<host>:9090/api -H "X: $TOKEN" | jq '.a' \
              && kubectl delete pod <pod-name>; FOO=1 make x
            while read -r l; do echo "${l:-"x"}"; done < <(ls)
            sort <in>out
            """#,
            #"""
            c‹#!/bin/bash›
            c‹# comment 'quote›
            f‹set› -euo pipefail
            f‹export› v‹FOO›=bar v‹BAZ›=s‹"q ›v‹$FOO›s‹ ›$(f‹date› +%F s‹"x"›)s‹ y"› c‹# c›
            v‹name›=v‹${x#y}› v‹arr›=(a b s‹"c d"›)
            k‹if› k‹[[› -z s‹"›v‹$1›s‹"› && v‹$2› =~ ^a k‹]]›; k‹then› f‹echo› s‹"it's"›; k‹exit› 1; k‹fi›
            k‹for› f k‹in› *.txt; k‹do› f‹sudo› -u postgres f‹psql› -c s‹'select 1'› > s‹"›v‹$f›s‹"› 2>&1 | f‹grep› -v foo; k‹done›
            k‹case› s‹"›v‹$1›s‹"› k‹in›
              start|stop) f‹systemctl› v‹$1› nginx;;
              *) f‹echo› no ;;
            k‹esac›
            f‹cat› <<s‹EOF› | f‹kubectl› apply -f -
            s‹kind: ›v‹$KIND›s‹
            EOF›
            f‹cat› <<'s‹EOF›' >/etc/x
            s‹raw $KIND
            EOF›
            f‹foo›() k‹{› f‹local› v‹x›=1; f‹echo› $((x+1)) `f‹whoami›`; k‹}›
            f‹curl› -s http://mark‹<host>›:9090/api -H s‹"X: ›v‹$TOKEN›s‹"› | f‹jq› s‹'.a'› \
              && f‹kubectl› delete pod mark‹<pod-name>›; v‹FOO›=1 f‹make› x
            k‹while› f‹read› -r l; k‹do› f‹echo› s‹"›v‹${l:-"x"}›s‹"›; k‹done› < <(f‹ls›)
            f‹sort› <in>out
            """#),
        Golden(
            "quotes and variables", "sh",
            #"""
            echo "a \"b\" ${x:-"y"} $1 $@ $" 'it'"'"'s' $'\n\'' "$(cat "$f")" `id`
            x=${a#b} y=$#; echo $((16#ff)) a#b #c
            printf %s\n "${arr[@]}" | sort | uniq -c > out.txt 2>/dev/null &
            """#,
            #"""
            f‹echo› s‹"a \"b\" ›v‹${x:-"y"}›s‹ ›v‹$1›s‹ ›v‹$@›s‹ $"› s‹'it'"'"'s'› s‹$'\n\''› s‹"›$(f‹cat› s‹"›v‹$f›s‹"›)s‹"› `f‹id›`
            v‹x›=v‹${a#b}› v‹y›=v‹$#›; f‹echo› $((16#ff)) a#b c‹#c›
            f‹printf› %s\n s‹"›v‹${arr[@]}›s‹"› | f‹sort› | f‹uniq› -c > out.txt 2>/dev/null &
            """#),
        Golden(
            "a case inside a function", "bash",
            #"""
            stop() {
              case "$1" in
                (a) return 1 ;;
                b|c) [ -f x ] && rm -f x ;;
              esac
            }
            [[ $x == y ]] || exit 1
            """#,
            #"""
            f‹stop›() k‹{›
              k‹case› s‹"›v‹$1›s‹"› k‹in›
                (a) k‹return› 1 ;;
                b|c) f‹[› -f x ] && f‹rm› -f x ;;
              k‹esac›
            k‹}›
            k‹[[› v‹$x› == y k‹]]› || k‹exit› 1
            """#),
        Golden(
            "here-documents", "bash",
            #"""
            cat <<-'A' <<B
            	one $x
            	A
            two $x
            B
            sudo tee /etc/x <<EOF >/dev/null
            a=${b}
            EOF
            echo done
            """#,
            #"""
            f‹cat› <<-'s‹A›' <<s‹B›
            s‹	one $x
            	A›
            s‹two ›v‹$x›s‹
            B›
            f‹sudo› f‹tee› /etc/x <<s‹EOF› >/dev/null
            s‹a=›v‹${b}›s‹
            EOF›
            f‹echo› done
            """#),
        Golden(
            "a here-document that does not end", "bash",
            #"""
            cat <<EOF
            foo $x

            """#,
            #"""
            f‹cat› <<s‹EOF›
            s‹foo ›v‹$x›s‹
            ›
            """#),
        Golden(
            "options and prefixes", "bash",
            #"""
            sudo -u postgres psql -c "select 1"
            env A=1 nohup ./run.sh &
            time xargs -n 1 -I{} kubectl delete pod {}
            timeout 5 curl -fsS http://<host>:8080/
            ! grep -q x y && export A="b c" B
            """#,
            #"""
            f‹sudo› -u postgres f‹psql› -c s‹"select 1"›
            f‹env› v‹A›=1 f‹nohup› f‹./run.sh› &
            k‹time› f‹xargs› -n 1 -I{} f‹kubectl› delete pod {}
            f‹timeout› 5 f‹curl› -fsS http://mark‹<host>›:8080/
            k‹!› f‹grep› -q x y && f‹export› v‹A›=s‹"b c"› f‹B›
            """#),
        Golden(
            "a session", "console",
            #"""
            # Check first
            $ curl -s localhost:8081/health | jq -c '{status}'
            {"status":"degraded"}
            $ kubectl get pods \
                -n <namespace>
            NAME  READY
            x <none>
            $ cat <<EOF
            > foo $X
            > EOF
            foo
            $ for i in 1 2; do
            > echo $i
            > done
            1
            2
            $ curl -d '{
              "a": 1
            }' host
            ok
            user@host:~/dir$ ls
            x
            [root@host ~]# id
            0
            (venv) $ pip list
            PS C:\> Get-Item
            db=> SELECT 1
            db-> FROM x;
             1
            mysql> select 1;
            $ sudo -i
            # whoami
            """#,
            #"""
            c‹# Check first›
            p‹$ ›f‹curl› -s localhost:8081/health | f‹jq› -c s‹'{status}'›
            o‹{"status":"degraded"}
            ›p‹$ ›f‹kubectl› get pods \
                -n mark‹<namespace>›
            o‹NAME  READY
            x <none>
            ›p‹$ ›f‹cat› <<s‹EOF›
            p‹> ›s‹foo ›v‹$X›
            p‹> ›s‹EOF›
            o‹foo
            ›p‹$ ›k‹for› i k‹in› 1 2; k‹do›
            p‹> ›f‹echo› v‹$i›
            p‹> ›k‹done›
            o‹1
            2
            ›p‹$ ›f‹curl› -d s‹'{
              "a": 1
            }'› host
            o‹ok
            ›p‹user@host:~/dir$ ›f‹ls›
            o‹x
            ›p‹[root@host ~]# ›f‹id›
            o‹0
            ›p‹(venv) $ ›f‹pip› list
            p‹PS C:\> ›f‹Get-Item›
            p‹db=> ›k‹SELECT› n‹1›
            p‹db-> ›k‹FROM› x;
            o‹ 1
            ›p‹mysql> ›k‹select› n‹1›;
            p‹$ ›f‹sudo› -i
            c‹# whoami›
            """#),
        Golden(
            "root's session", "console",
            #"""
            # systemctl restart nginx
            # tail -n 1 /var/log/syslog
            Nov 3 x

            """#,
            #"""
            p‹# ›f‹systemctl› restart nginx
            p‹# ›f‹tail› -n 1 /var/log/syslog
            o‹Nov 3 x
            ›
            """#),
        Golden(
            "a comment beside prompts", "shell-session",
            #"""
            $ id
            uid=0
            # now as root
            $ su -

            """#,
            #"""
            p‹$ ›f‹id›
            o‹uid=0
            ›c‹# now as root›
            p‹$ ›f‹su› -

            """#),
        Golden(
            "no prompt: neither command nor answer", "console",
            #"""
            total 0
            <POD> x

            """#,
            #"""
            total 0
            mark‹<POD>› x

            """#),
        Golden(
            "here-documents and further lines in a session", "console",
            #"""
            $ cat <<EOF >x
            a: $b
            EOF
            $ ls |
            wc -l
            2
            $ echo don't
            don't
            $ echo 'a
            > b'
            a
            b

            """#,
            #"""
            p‹$ ›f‹cat› <<s‹EOF› >x
            s‹a: ›v‹$b›
            s‹EOF›
            p‹$ ›f‹ls› |
            f‹wc› -l
            o‹2
            ›p‹$ ›f‹echo› dons‹'t
            don'›t
            p‹$ ›f‹echo› s‹'a
            ›p‹> ›s‹b'›
            o‹a
            b
            ›
            """#),
        Golden(
            "a fence of bash that is a session", "bash",
            #"""

            # first
            $ ls -l
            total 0

            """#,
            #"""
            o‹
            ›c‹# first›
            p‹$ ›f‹ls› -l
            o‹total 0
            ›
            """#),
        Golden(
            "a fence of bash that is none", "bash",
            #"""
            # first
            ls -l
            $ x

            """#,
            #"""
            c‹# first›
            f‹ls› -l
            $ f‹x›

            """#),
        Golden(
            "prompts of all kinds", "terminal",
            #"""
            user@web-01:/etc$ ls
            x
            root@web-01:~# id
            [user@host ~]$ pwd
            (venv) user@host:~$ pip -V
            ❯ ls
            PS C:\Users\x> Get-Process | Select -First 1
            C:\> dir
            db=# \d
            db=> select 1,
            db->   2;
            mysql> show tables;
                -> ;
            MariaDB [x]> use x;

            """#,
            #"""
            p‹user@web-01:/etc$ ›f‹ls›
            o‹x
            ›p‹root@web-01:~# ›f‹id›
            p‹[user@host ~]$ ›f‹pwd›
            p‹(venv) user@host:~$ ›f‹pip› -V
            p‹❯ ›f‹ls›
            p‹PS C:\Users\x> ›f‹Get-Process› | Select -First n‹1›
            p‹C:\> ›dir
            p‹db=# ›\d
            p‹db=> ›k‹select› n‹1›,
            p‹db-> ›  n‹2›;
            p‹mysql> ›k‹show› k‹tables›;
            p‹    -> ›;
            p‹MariaDB [x]> ›k‹use› x;

            """#),
        Golden(
            "answers that look like prompts", "console",
            #"""
            $ kubectl get pods
            ...
              % Total    % Received
            > quoted
            mail@example.com wrote
            -> x
            <none> <NONE>

            """#,
            #"""
            p‹$ ›f‹kubectl› get pods
            o‹...
              % Total    % Received
            > quoted
            mail@example.com wrote
            -> x
            <none> mark‹<NONE>›
            ›
            """#),
        Golden(
            "zsh's session", "console",
            #"""
            % ls
            x

            """#,
            #"""
            p‹% ›f‹ls›
            o‹x
            ›
            """#),
        Golden(
            "Python's session", "pycon",
            #"""
            >>> def f(x):
            ...     return x
            ...
            >>> f(1)
            1

            """#,
            #"""
            p‹>>> ›k‹def› f‹f›(x):
            p‹... ›    k‹return› x
            p‹...›
            p‹>>> ›f‹f›(n‹1›)
            o‹1
            ›
            """#),
        Golden(
            "PowerShell", "powershell",
            #"""
            # c
            Get-ChildItem -Path $env:TEMP | Where-Object { $_.Name -eq "a $b `" c" }
            foreach ($i in 1..3) { Write-Host 'it''s' }
            <# b
            #>
            $s = @"
            x "y"
            "@
            """#,
            #"""
            c‹# c›
            f‹Get-ChildItem› -Path v‹$env:TEMP› | f‹Where-Object› { v‹$_›.Name -eq s‹"a $b `" c"› }
            k‹foreach› (v‹$i› k‹in› n‹1›..n‹3›) { f‹Write-Host› s‹'it''s'› }
            c‹<# b
            #>›
            v‹$s› = s‹@"
            x "y"
            "@›
            """#),
        Golden(
            "a makefile", "make",
            #"""
            .PHONY: all
            X ?= 1
            ifeq ($(X),1)
            build: $(OBJ) a.o ## Help
            	@for i in $(X); do echo "$(Y)" $$i; done
            endif
            # c
            include x.mk
            """#,
            #"""
            f‹.PHONY›: all
            v‹X› ?= 1
            k‹ifeq› (v‹$(X)›,1)
            f‹build›: v‹$(OBJ)› a.o c‹## Help›
            	@k‹for› i k‹in› v‹$(X)›; k‹do› f‹echo› s‹"›v‹$(Y)›s‹"› $v‹$i›; k‹done›
            k‹endif›
            c‹# c›
            k‹include› x.mk
            """#),
        Golden(
            "a Dockerfile", "dockerfile",
            #"""
            # syntax=docker/dockerfile:1
            FROM golang:1.22 AS build
            ARG X=1
            ENV A=b C="d $X"
            RUN --mount=type=cache apt-get update && \
                # comment
                apt-get install -y "foo" \
                && rm -rf /x
            RUN <<EOF
            apt-get update
            echo $X
            EOF
            COPY --from=build /a /b
            CMD ["a", "b"]
            HEALTHCHECK CMD curl -f x
            """#,
            #"""
            c‹# syntax=docker/dockerfile:1›
            k‹FROM› golang:n‹1.22› k‹AS› build
            k‹ARG› f‹X›=n‹1›
            k‹ENV› f‹A›=b f‹C›=s‹"d $X"›
            k‹RUN› --mount=type=cache f‹apt-get› update && \
                c‹# comment›
                f‹apt-get› install -y s‹"foo"› \
                && f‹rm› -rf /x
            k‹RUN› s‹<<EOF›
            f‹apt-get› update
            f‹echo› v‹$X›
            f‹EOF›
            k‹COPY› f‹--from›=build /a /b
            k‹CMD› [s‹"a"›, s‹"b"›]
            k‹HEALTHCHECK› k‹CMD› f‹curl› -f x
            """#),
    ]

    @Test(arguments: samples)
    func `shells and their sessions are told apart`(_ golden: Golden) {
        #expect(coloured(golden.language, golden.code) == golden.html)
    }
}
