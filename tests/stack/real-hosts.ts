/** nginx and Caddy themselves on what was written for them, where the machine has them: `NGINX_PATH`, `CADDY_PATH`, or on the path. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caddyfile } from '../../supabase/local/hosts/caddy.ts';
import { nginxMaps, nginxServer } from '../../supabase/local/hosts/nginx.ts';
import { freePort } from '../../supabase/local/ports.ts';

type Place = { folder: string; site: string; supabase: string; port: number };
/** Writes the settings of a host; answers what to run. */
type Prepare = (place: Place) => string[];

const nginx: Prepare = ({ folder, site, supabase, port }) => {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	mkdirSync(join(folder, 'temp'));
	const conf = join(folder, 'nginx.conf');
	writeFileSync(
		conf,
		`daemon off; pid ${folder}/pid; worker_processes 1; events {}
		${process.getuid?.() === 0 ? 'user root;' : ''}
		http {
			types { text/html html; application/javascript js; }
			${temporary.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n')}
			${nginxMaps()}
			server { listen 127.0.0.1:${port}; ${nginxServer(supabase, site)} }
		}`
	);
	return ['-c', conf, '-e', join(folder, 'error.log')];
};

const caddy: Prepare = ({ folder, site, supabase, port }) => {
	const conf = join(folder, 'Caddyfile');
	writeFileSync(
		conf,
		`{
	admin off
	auto_https off
	log {
		output discard
	}
}
${caddyfile(supabase, site)}
http://:${port} {
	bind 127.0.0.1
	import gan_dan
}
`
	);
	return ['run', '--config', conf];
};

const has = (program: string | undefined, word: string) =>
	program !== undefined && spawnSync(program, [word]).status === 0;
const found = (programs: (string | undefined)[], word: string) =>
	programs.find((program) => has(program, word));

/** The hosts that this machine has. */
export const realHosts = (
	[
		['nginx', found([process.env.NGINX_PATH, 'nginx'], '-v'), nginx],
		['Caddy', found([process.env.CADDY_PATH, 'caddy'], 'version'), caddy]
	] as const
).flatMap(([name, program, prepare]) => (program ? [{ name, program, prepare }] : []));

/** Somebody in Supabase's place, who says what no page may hear; what was passed on is kept in `told`. */
async function listener() {
	const told: { url: string; headers: IncomingHttpHeaders; bytes: number }[] = [];
	const server = createServer(async (request, answer) => {
		let bytes = 0;
		for await (const part of request) bytes += (part as Buffer).length;
		told.push({ url: request.url!, headers: request.headers, bytes });
		answer.setHeader('set-cookie', 'a=b').setHeader('access-control-allow-origin', '*');
		answer.setHeader('access-control-max-age', '600').end('{}');
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	const { port } = server.address() as AddressInfo;
	return { told, server, supabase: `http://127.0.0.1:${port}` };
}

/** Serves `site` by a host. */
export async function startHost(
	{ name, program, prepare }: (typeof realHosts)[number],
	site: string
) {
	const { told, server, supabase } = await listener();
	const folder = mkdtempSync(join(tmpdir(), 'gandan-host-'));
	const port = await freePort();
	const words = prepare({ folder, site, supabase, port });
	const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
	const child = spawn(program, words, { stdio: 'ignore', env });
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	const origin = `http://127.0.0.1:${port}`;
	for (let tries = 0; tries < 200; tries++) {
		if (child.exitCode !== null) throw new Error(`${name} does not take its files`);
		const up = await fetch(origin).then(
			(answer) => answer.ok,
			() => false
		);
		if (up) break;
		await new Promise((soon) => setTimeout(soon, 50));
	}
	return {
		origin,
		told,
		async stop() {
			child.kill('SIGTERM');
			await ended;
			server.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
