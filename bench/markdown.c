// The floor of Markdown to HTML: each file through cmark_markdown_to_html, one after the other, to standard output.
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    FILE *file = fopen(argv[i], "rb");
    if (!file) return perror(argv[i]), 2;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    size_t count = fread(text, 1, size, file);
    fclose(file);
    char *html = cmark_markdown_to_html(text, count, CMARK_OPT_UNSAFE);
    fwrite(html, 1, strlen(html), stdout);
    free(html);
    free(text);
  }
  return 0;
}
