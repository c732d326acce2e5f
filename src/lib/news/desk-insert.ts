/**
 * The text with `line` as a paragraph of its own: where the cursor is, if that is between two paragraphs, else after the
 * one it stands in. A sentence is not cut in two by a picture, and bold words keep both their marks.
 */
export function withParagraph(text: string, cursor: number, line: string): string {
	const between = /(?:^|\n[ \t]*\n)\s*$/.test(text.slice(0, cursor));
	const left = between ? 0 : text.slice(cursor).search(/\n[ \t]*\n/);
	const at = left < 0 ? text.length : cursor + left;
	return [text.slice(0, at).trimEnd(), line, text.slice(at).trimStart()]
		.filter(Boolean)
		.join('\n\n');
}
