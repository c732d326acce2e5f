import { speakable, type Entry, type Feed } from './shape.ts';

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => speakable(text).replace(/[&<>"]/g, (one) => named[one]!);

/** An element: its attributes and its text, both escaped. */
function element(name: string, text: string, attributes: Record<string, string> = {}): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	return text
		? `<${name}${written.join('')}>${escaped(text)}</${name}>`
		: `<${name}${written.join('')}/>`;
}

/** A moment as RFC 3339 has it, in UTC: what SQL says may have another offset. */
const moment = (text: string) => new Date(text).toISOString();

/**
 * A feed as Atom, RFC 4287. Written here and not by a library: those that are kept bring an XML parser into an edge function, and none
 * drops what XML cannot say. A test reads it by the grammar of the RFC.
 */
export const atomOf = (feed: Feed): string =>
	[
		'<?xml version="1.0" encoding="utf-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
		element('id', feed.self),
		element('title', feed.title),
		...(feed.about ? [element('subtitle', feed.about)] : []),
		element('updated', moment(feed.updated)),
		`<author>${element('name', feed.author)}</author>`,
		element('link', '', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
		element('link', '', { rel: 'alternate', type: 'text/html', href: feed.page }),
		...feed.entries.map(entryOf),
		'</feed>',
		''
	].join('\n');

const entryOf = (entry: Entry): string =>
	[
		'<entry>',
		element('id', `urn:uuid:${entry.id}`),
		element('title', entry.title),
		element('updated', moment(entry.updated)),
		element('published', moment(entry.published)),
		`<author>${element('name', entry.unit)}</author>`,
		element('category', '', { term: entry.category }),
		element('link', '', { rel: 'alternate', type: 'text/html', href: entry.url }),
		element('summary', entry.summary),
		element('content', entry.html, { type: 'html' }),
		'</entry>'
	].join('\n');
