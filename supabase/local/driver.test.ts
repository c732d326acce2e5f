/** With the real driver, in a process of its own: an error that comes to nobody ends the one in which it happens. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { isDriversOwn } from './driver.ts';
import { project } from './home.ts';

/** "You are in", and "I am ready" (the protocol's AuthenticationOk and ReadyForQuery). */
const letIn = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** A database that falls when it is asked for the first time. */
async function falling() {
	const server = createServer((line) => {
		line.on('error', () => undefined);
		line.once('data', () => {
			line.write(letIn);
			line.once('data', () => line.resetAndDestroy());
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return { port: (server.address() as AddressInfo).port, end: () => server.close() };
}

const asking = (port: number) => `
	import { connect } from ${JSON.stringify(join(project, 'supabase/local/bootstrap.ts'))};
	import { isDriversOwn } from ${JSON.stringify(join(project, 'supabase/local/driver.ts'))};
	const seen = [];
	process.on('unhandledRejection', (error) => seen.push(isDriversOwn(error)));
	const sql = connect('postgres://u:p@127.0.0.1:${port}/d');
	const told = await sql\`select 1\`.then(() => 'answered', () => 'told');
	setImmediate(() => {
		console.log(JSON.stringify({ seen, told }));
		process.exit();
	});
`;

it('a line that is lost while the driver asks for its types leaves an error to nobody, which is known as the driver’s', async () => {
	const { port, end } = await falling();
	try {
		const words = ['--input-type=module', '-e', asking(port)];
		const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 20_000 });
		expect(JSON.parse(stdout)).toEqual({ seen: [true], told: 'told' });
	} finally {
		end();
	}
});

it('what nobody caught of ours is not', () => {
	for (const error of [new Error('x'), new TypeError('x'), { query: 'select 1' }, undefined, 'x'])
		expect(isDriversOwn(error)).toBe(false);
});
