import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { apart, dev, makeHome, run } from './portal.ts';

const { home, remove } = makeHome();
afterAll(remove);

/** The last line is the sentence; lines of progress may stand before it. */
const sentence = (said: string) => said.trim().split('\n').at(-1);

describe('a start that cannot be', () => {
	it('names the port that is taken and what to do', async () => {
		const taken = createServer();
		await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
		const { port } = taken.address() as { port: number };
		const { code, said } = await run(dev, { ...(await apart(home)), PORT: String(port) });
		taken.close();
		expect(code).toBe(1);
		expect(said.trim()).toBe(
			`Port ${port} is in use: stop what runs there or set PORT to another port.`
		);
	});

	it('says that a port is none', async () => {
		const { code, said } = await run(dev, { ...(await apart(home)), SUPABASE_PORT: 'cổng' });
		expect(code).toBe(1);
		expect(said.trim()).toBe('SUPABASE_PORT=cổng is not a port: give a number from 0 to 65535.');
	});

	it('says which Node it needs to somebody with an old one', async () => {
		const old = "Object.defineProperty(process.versions, 'node', { value: '18.20.0' })";
		const pretending = ['--import', `data:text/javascript,${encodeURIComponent(old)}`];
		const { code, said } = await run(dev, await apart(home), pretending);
		expect(code).toBe(1);
		expect(said.trim()).toBe('This is Node 18.20.0; the portal needs Node 20 or later.');
	});

	it('says that Deno is missing', async () => {
		const { code, said } = await run(dev, { ...(await apart(home)), DENO_PATH: '/nowhere/deno' });
		expect(code).toBe(1);
		expect(sentence(said)).toMatch(/^Deno is missing/);
	});

	it('says that DATABASE_URL is no address, or leads to a server that lets nobody in', async () => {
		const none = await run(dev, { ...(await apart(home)), DATABASE_URL: 'máy chủ' });
		expect(none.code).toBe(1);
		expect(sentence(none.said)).toMatch(/^DATABASE_URL is no address/);
		const ports = await apart(home);
		const closed = `postgres://nobody:x@127.0.0.1:${ports.SUPABASE_PORT}/none`;
		const shut = await run(dev, { ...ports, DATABASE_URL: closed });
		expect(shut.code).toBe(1);
		expect(sentence(shut.said)).toMatch(/^The server of DATABASE_URL does not let us in/);
	});
}, 60_000);
