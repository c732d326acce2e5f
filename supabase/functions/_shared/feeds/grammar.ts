/**
 * Atom as RFC 4287, appendix B, has it in RELAX NG, in the XML syntax that libxml reads. For tests. What a feed of ours never has (entries by
 * themselves, contributors, extensions) is left out, so that it is stricter than the RFC.
 */
const text = (name: string, type: string) =>
	`<element name="${name}"><optional><attribute name="type"><choice>${type
		.split(' ')
		.map((one) => `<value>${one}</value>`)
		.join('')}</choice></attribute></optional><text/></element>`;
const plain = (name: string, type: string) =>
	`<element name="${name}"><data type="${type}"/></element>`;
const moment = (name: string) =>
	`<element name="${name}"><data type="dateTime"><param name="pattern">.*T.*(Z|[+\\-]\\d\\d:\\d\\d)</param></data></element>`;
const iri = '<data type="anyURI"><param name="pattern">[a-z][a-z0-9+.\\-]*:.+</param></data>';
const author = `<element name="author"><interleave>${plain('name', 'string')}<optional><element name="uri">${iri}</element></optional></interleave></element>`;
const id = `<element name="id">${iri}</element>`;
const link = `<element name="link"><attribute name="href">${iri}</attribute><optional><attribute name="rel"><data type="string"><param name="pattern">[^: ]+</param></data></attribute></optional><optional><attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data></attribute></optional></element>`;
const category = '<element name="category"><attribute name="term"/></element>';

export const grammar = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed"><optional><attribute name="xml:lang"><data type="language"/></attribute></optional><interleave>
${author}${id}${moment('updated')}${text('title', 'text html')}
<optional>${text('subtitle', 'text html')}</optional>
<oneOrMore>${link}</oneOrMore>
<zeroOrMore><ref name="entry"/></zeroOrMore>
</interleave></element></start>
<define name="entry"><element name="entry"><interleave>
<oneOrMore>${author}</oneOrMore>${id}${moment('updated')}${moment('published')}${text('title', 'text html')}
${text('summary', 'text html')}${text('content', 'text html')}
<zeroOrMore>${category}</zeroOrMore>
<oneOrMore>${link}</oneOrMore>
</interleave></element></define>
</grammar>`;
