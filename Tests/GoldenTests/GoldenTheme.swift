import Rendering
import SiteSupport

extension Theme {
    /// What a golden page is compared by: everything that Opsbook works out, without the default theme's looks.
    static func golden() throws -> Theme {
        try bare([
            "head.mustache": goldenHead, "foot.mustache": goldenFoot,
            "page.mustache": "{{>head}}{{{heading}}}{{{content}}}{{>foot}}",
            "section.mustache": """
            {{>head}}
            {{{heading}}}
            {{#entries}}
            <a href="{{href}}"{{#folder}} folder{{/folder}}>{{title}}</a>{{#description}} {{description}}{{/description}}
            {{/entries}}
            {{>foot}}
            """,
            "notfound.mustache": """
            {{>head}}
            {{{heading}}}
            {{#siteMap}}
            <a href="{{href}}">{{title}}</a>
            {{/siteMap}}
            {{>foot}}
            """,
        ])
    }

    private static let goldenHead = """
        <title>{{title}} · {{siteName}}</title>
        {{#description}}
        <meta name="description" content="{{description}}">
        {{/description}}
        {{#canonical}}
        <link rel="canonical" href="{{canonical}}">
        {{/canonical}}
        {{#base}}
        <base href="{{base}}">
        {{/base}}
        <header>{{#menu}} <a href="{{href}}"{{#current}} current{{/current}}>{{title}}</a>{{/menu}}</header>
        <nav class="crumbs">{{#breadcrumbs}} <a href="{{href}}">{{title}}</a>{{/breadcrumbs}}</nav>
        {{#section}}
        <nav class="section" title="{{title}}">
        {{#up}}
        <a class="up" href="{{href}}">{{title}}</a>
        {{/up}}
        {{#items}}
        <a href="{{href}}"{{#folder}} folder{{/folder}}{{#current}} current{{/current}}>{{title}}</a>
        {{/items}}
        {{#all}}
        <a class="all" href="{{href}}">{{count}}</a>
        {{/all}}
        </nav>
        {{/section}}
        <nav class="contents">{{#contents}} <a href="#{{anchor}}"{{#deep}} deep{{/deep}}>{{title}}</a>{{/contents}}</nav>
        <main>

        """

    private static let goldenFoot = """
        </main>
        {{#referrers}}
        <section class="referrers" data-count="{{count}}">
        {{#items}}
        <a href="{{href}}">{{title}}{{#heading}} · {{heading}}{{/heading}}</a>
        {{/items}}
        </section>
        {{/referrers}}
        {{#previous}}
        <a rel="prev" href="{{href}}">{{title}}</a>
        {{/previous}}
        {{#next}}
        <a rel="next" href="{{href}}">{{title}}</a>
        {{/next}}
        {{#repairs}}
        <p class="repairs">{{count}}</p>
        {{/repairs}}
        {{#source}}
        <footer>{{path}}{{#edit}} {{edit}}{{/edit}}</footer>
        {{/source}}

        """

    /// The golden theme with the default theme's words for severities, escalation and metrics, in plain text.
    static func goldenOperations() throws -> Theme {
        try bare([
            "place.mustache": "{{text}}{{#href}} ({{href}}){{/href}}",
            "page.mustache": """
            {{#runbook}}
            severity: {{#severity}}{{id}} {{label}} {{href}}{{/severity}}
            owner: {{owner}}
            reviewed: {{lastReviewed}}
            escalate: {{#escalation}}{{after}} → {{target}} {{href}}{{/escalation}}
            alerts:{{#alerts}} {{name}}{{/alerts}}
            first: {{#first}}{{title}} #{{anchor}}{{/first}}
            {{/runbook}}
            {{{heading}}}{{{content}}}
            """,
            "severity.mustache": """
            {{#scales}}
            {{name}}
            {{#levels}}
            {{id}} {{label}} #{{anchor}}: {{definition}}
            {{#fields}}
              {{name}}: {{value}}{{#sources}} | {{>place}}{{/sources}}
            {{#conflicts}}
                also: {{value}}{{#sources}} | {{>place}}{{/sources}}
            {{/conflicts}}
            {{/fields}}
            {{#runbooks}}
              runbook: {{title}} {{href}}
            {{/runbooks}}
            {{/levels}}
            {{/scales}}

            """,
            "escalation.mustache": """
            {{#ladders}}
            {{title}} {{href}}
            {{#steps}}
              {{order}} {{after}} {{target}} {{contact}} | {{authority}} | {{#source}}{{>place}}{{/source}}
            {{/steps}}
            {{/ladders}}
            {{#scopes}}
            {{title}} {{href}}
            {{#steps}}
              {{after}} → {{target}} “{{text}}” {{#source}}{{>place}}{{/source}}
            {{/steps}}
            {{/scopes}}

            """,
            "metrics.mustache": """
            {{#groups}}
            {{title}} {{href}}
            {{#metrics}}
              {{name}} #{{anchor}} | {{type}} | {{labels}} | {{meaning}} | {{#source}}{{>place}}{{/source}}
            {{#uses}}
                used: {{title}} {{href}}
            {{/uses}}
            {{/metrics}}
            {{/groups}}

            """,
        ])
    }
}
