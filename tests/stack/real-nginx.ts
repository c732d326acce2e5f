/** nginx itself on what was written for it, where the machine has one: `NGINX_PATH`, or the one on the path. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nginxMaps, nginxServer } from '../../supabase/local/hosts/nginx.ts';
import { freePort } from '../../supabase/local/ports.ts';

export const nginx = [process.env.NGINX_PATH, 'nginx'].find(
	(program) => program && spawnSync(program, ['-v']).status === 0
);

/** Serves `site`; what it passes on is kept in `told`. */
export async function startNginx(site: string) {
	const told: { url: string; headers: IncomingHttpHeaders; bytes: number }[] = [];
	const supabase = createServer(async (request, answer) => {
		let bytes = 0;
		for await (const part of request) bytes += (part as Buffer).length;
		told.push({ url: request.url!, headers: request.headers, bytes });
		answer.setHeader('set-cookie', 'a=b').setHeader('access-control-allow-origin', '*').end('{}');
	});
	await new Promise<void>((up) => supabase.listen(0, '127.0.0.1', up));
	const { port: behind } = supabase.address() as AddressInfo;
	const folder = mkdtempSync(join(tmpdir(), 'gandan-nginx-'));
	const port = await freePort();
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
			server { listen 127.0.0.1:${port}; ${nginxServer(`http://127.0.0.1:${behind}`, site)} }
		}`
	);
	const child = spawn(nginx!, ['-c', conf, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	const origin = `http://127.0.0.1:${port}`;
	for (let tries = 0; tries < 100; tries++) {
		if (child.exitCode !== null) throw new Error('nginx does not take its files');
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
			supabase.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
