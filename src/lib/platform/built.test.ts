import { expect, it } from 'vitest';
import { readBuilt } from './built.ts';

/** A host with these files. */
const host = (files: Record<string, string>) =>
	(async (address: string) =>
		address in files
			? new Response(files[address])
			: new Response('<!doctype html>', { status: 404 })) as unknown as typeof fetch;

const list = JSON.stringify({ commit: null, files: { 'index.html': 'sha384-abc' } });
const signed = { key: 'ab'.repeat(32), signature: 'cd'.repeat(64) };

it('whoever opens the page reads which files there are, the mark of their list and whose signature it has', async () => {
	const built = await readBuilt(
		host({ '/ban-dung.json': list, '/ban-dung.sig.json': JSON.stringify(signed) })
	);
	expect(built).toMatchObject({
		commit: null,
		files: [{ name: 'index.html', hash: 'sha384-abc' }],
		mark: expect.stringMatching(/^[0-9a-f]{96}$/),
		signed: { key: signed.key }
	});
	expect(built!.signed!.signature).toEqual(new Uint8Array(64).fill(0xcd));
});

it('a list that nobody signed, or with half a signature, has no signer', async () => {
	expect((await readBuilt(host({ '/ban-dung.json': list })))!.signed).toBeNull();
	const half = JSON.stringify({ ...signed, signature: 'cd' });
	const built = await readBuilt(host({ '/ban-dung.json': list, '/ban-dung.sig.json': half }));
	expect(built!.signed).toBeNull();
});

it('a portal without a list, or a host that answers with a page, has none', async () => {
	expect(await readBuilt(host({}))).toBeNull();
	expect(await readBuilt(host({ '/ban-dung.json': '<!doctype html>' }))).toBeNull();
});
