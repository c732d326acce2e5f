/** What a page weighs. */
import { gzipSync } from 'node:zlib';

/** Kibibytes as they come over the line. */
export const kib = (text: string) => gzipSync(text).length / 1024;

/**
 * A page as it is sent, the scripts that it names, and what it needs before it can act. What a page that waits for a touch names for
 * afterwards is no part of that (docs/decisions/0060); page-weights.json holds it.
 */
export async function sent(origin: string, address: string) {
	const read = async (at: string) => (await fetch(origin + at)).text();
	const html = await read(address);
	const named = (text: string) =>
		new Set([...text.matchAll(/\/_app\/[\w./-]+\.js/g)].map(([at]) => at));
	const atOnce = named(html.replace(/\bwaiting = \{[^]*?<\/script>/, ''));
	const files = [...named(html)];
	const scripts = await Promise.all(files.map(read));
	const weights = scripts.map((text, nth) => (atOnce.has(files[nth]!) ? kib(text) : 0));
	const script = weights.reduce((total, one) => total + one, 0);
	return { html, scripts, script, all: script + kib(html) };
}
