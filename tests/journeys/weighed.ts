/** What a page weighs. */
import { gzipSync } from 'node:zlib';

/** Kibibytes as they come over the line. */
export const kib = (text: string) => gzipSync(text).length / 1024;

/** A page as it is sent, and the scripts that it names: what it needs before it can act. */
export async function sent(origin: string, address: string) {
	const read = async (at: string) => (await fetch(origin + at)).text();
	const html = await read(address);
	const files = new Set([...html.matchAll(/\/_app\/[\w./-]+\.js/g)].map(([at]) => at));
	const scripts = await Promise.all([...files].map(read));
	const script = scripts.map(kib).reduce((total, one) => total + one, 0);
	return { html, scripts, script, all: script + kib(html) };
}
