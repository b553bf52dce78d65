import Testing

@Suite struct YAMLTests {
    static let samples: [Golden] = [
        Golden(
            "a document", "yaml",
            #"""
            %YAML 1.2
            ---
            # comment
            groups:
              - name: "a # b" # c
                rules:
                - alert: High
                  expr: rate(http_requests_total{job="api"}[5m]) > 0.5
                  for: 5m
                  labels: {severity: page, n: 3, "q": 'x'}
                  annotations:
                    summary: 'x {{ $labels.instance }} y'
                    description: |
                      Foo {{ $value | humanize }}
                      # not comment

                      bar: baz
                - record: x
                  expr: |
                    sum by (job) (up)
            base: &base
              <<: *other
              url: http://x:80/#frag
              t: !!str 12
              on: true
              empty:
              v: 1.2.3
              time: 2024-01-01T00:00:00Z
            list: [a, 1, {b: c},
              d] # end
            multi: "line one
              line two"
            {{- if .Values.x }}
            image: "{{ .Values.image }}:{{ .Values.tag | default "latest" }}"
            port: {{ .Values.port }} # c
            {{- end }}
            run: ${{ secrets.X }}
            - run: |
                echo "hi" # x
              with:
                a: ~
            key with spaces: value: x
            ...
            """#,
            #"""
            c‹%YAML 1.2›
            k‹---›
            c‹# comment›
            f‹groups›:
              - f‹name›: s‹"a # b"› c‹# c›
                f‹rules›:
                - f‹alert›: High
                  f‹expr›: f‹rate›(http_requests_total{v‹job›=s‹"api"›}[n‹5m›]) > n‹0.5›
                  f‹for›: n‹5m›
                  f‹labels›: {f‹severity›: page, f‹n›: n‹3›, f‹"q"›: s‹'x'›}
                  f‹annotations›:
                    f‹summary›: s‹'x ›v‹{{ $labels.instance }}›s‹ y'›
                    f‹description›: k‹|›
            s‹          Foo ›v‹{{ $value | humanize }}›s‹
                      # not comment

                      bar: baz›
                - f‹record›: x
                  f‹expr›: k‹|›
                    f‹sum› k‹by› (v‹job›) (up)
            f‹base›: v‹&base›
              f‹<<›: v‹*other›
              f‹url›: http://x:80/#frag
              f‹t›: k‹!!str› n‹12›
              f‹on›: n‹true›
              f‹empty›:
              f‹v›: n‹1.2.3›
              f‹time›: n‹2024-01-01T00:00:00Z›
            f‹list›: [a, n‹1›, {f‹b›: c},
              d] c‹# end›
            f‹multi›: s‹"line one
              line two"›
            v‹{{- ›k‹if›v‹ .Values.x }}›
            f‹image›: s‹"›v‹{{ .Values.image }}›s‹:›v‹{{ .Values.tag | default ›s‹"latest"›v‹ }}›s‹"›
            f‹port›: v‹{{ .Values.port }}› c‹# c›
            v‹{{- ›k‹end›v‹ }}›
            f‹run›: $v‹{{ secrets.X }}›
            - f‹run›: k‹|›
                f‹echo› s‹"hi"› c‹# x›
              f‹with›:
                f‹a›: n‹~›
            f‹key with spaces›: value: x
            k‹...›
            """#),
        Golden(
            "quotes, tags and nested lists", "yml",
            #"""
            - 'it''s': "a\"b" # c
            - ! x
            -
              - - a: b
            - "a # b": c#d
            - 'x: y'
            - url: http://a:1/#b
            - *
            - ? complex
              : value
            """#,
            #"""
            - f‹'it''s'›: s‹"a\"b"› c‹# c›
            - k‹!› x
            -
              - - f‹a›: b
            - f‹"a # b"›: c#d
            - s‹'x: y'›
            - f‹url›: http://a:1/#b
            - *
            - ? complex
              : value
            """#),
        Golden(
            "block scalars end where the indentation does", "yaml",
            #"""
            a:
              b: >-
                folded # text

                more
              c: |2 # comment
                  x
              - |
               y
              d: |
            e: |+
             z

            """#,
            #"""
            f‹a›:
              f‹b›: k‹>-›
            s‹    folded # text

                more›
              f‹c›: k‹|2› c‹# comment›
            s‹      x›
              - k‹|›
            s‹   y›
              f‹d›: k‹|›
            f‹e›: k‹|+›
            s‹ z›

            """#),
        Golden(
            "Helm", "helm",
            #"""
            {{- if and .Values.x (eq .Values.y "z") }}
            a:
              {{- toYaml .Values.x | nindent 4 }}
              {{ $k }}: {{ $v | quote }}
              # {{ c }}
              image: "{{ .r }}:{{ .t | default "x: y" }}" # c
              c: [ {{ .a }}, "b" ]
            {{- end }}
            {{/* comment: x */}}
            d: 1
            """#,
            #"""
            v‹{{- ›k‹if›v‹ ›k‹and›v‹ .Values.x (eq .Values.y ›s‹"z"›v‹) }}›
            f‹a›:
              v‹{{- toYaml .Values.x | nindent 4 }}›
              v‹{{ $k }}›: v‹{{ $v | quote }}›
              c‹# {{ c }}›
              f‹image›: s‹"›v‹{{ .r }}›s‹:›v‹{{ .t | default ›s‹"x: y"›v‹ }}›s‹"› c‹# c›
              f‹c›: [ v‹{{ .a }}›, s‹"b"› ]
            v‹{{- ›k‹end›v‹ }}›
            c‹{{/* comment: x */}}›
            f‹d›: n‹1›
            """#),
        Golden(
            "GitHub's and Ansible's templates", "yaml",
            #"""
            if: ${{ github.ref == 'x' }}
            key: "{{ lookup('env', 'A') }}"
            - name: {% if x %}a{% endif %}
              run: |
                for i in 1 2; do echo "$i"; done # c
              env: { A: "b" }
            """#,
            #"""
            f‹if›: $v‹{{ github.ref == ›s‹'x'›v‹ }}›
            f‹key›: s‹"›v‹{{ lookup(›s‹'env'›v‹, ›s‹'A'›v‹) }}›s‹"›
            - f‹name›: v‹{% ›k‹if›v‹ x %}›av‹{% ›k‹endif›v‹ %}›
              f‹run›: k‹|›
                k‹for› i k‹in› 1 2; k‹do› f‹echo› s‹"›v‹$i›s‹"›; k‹done› c‹# c›
              f‹env›: { f‹A›: s‹"b"› }
            """#),
        Golden(
            "numbers with units", "yaml",
            #"""
            a: 5m
            b: 1h30m
            c: 10Mi
            d: 0.5
            e: -1e-3
            f: 0x1F
            g: 2024-05-01T10:00:00Z
            h: 1.2.3-rc1
            i: 12 apples
            j: yes
            k: ~
            l: 99.9%
            """#,
            #"""
            f‹a›: n‹5m›
            f‹b›: n‹1h30m›
            f‹c›: n‹10Mi›
            f‹d›: n‹0.5›
            f‹e›: n‹-1e-3›
            f‹f›: n‹0x1F›
            f‹g›: n‹2024-05-01T10:00:00Z›
            f‹h›: 1.2.3-rc1
            f‹i›: 12 apples
            f‹j›: n‹yes›
            f‹k›: n‹~›
            f‹l›: n‹99.9%›
            """#),
        Golden(
            "what is not closed", "yaml",
            #"""
            a: "b
            c: 'd
            e: {f: [1
            g: {{ h
            i: j
            """#,
            #"""
            f‹a›: s‹"b›
            f‹c›: s‹'d›
            f‹e›: {f‹f›: [n‹1›
            f‹g›: {{ h
            f‹i›: j
            """#),
    ]

    @Test(arguments: samples)
    func `YAML and the templates in it`(_ golden: Golden) {
        #expect(coloured(golden.language, golden.code) == golden.html)
    }
}
