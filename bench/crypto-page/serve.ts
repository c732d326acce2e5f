import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { lightShapes } from '../../shapes.config.ts';
import { wordsInOne } from '../../words.config.ts';

/** The portal's policy, as far as Workers and Trusted Types go. */
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"worker-src 'self'",
	"require-trusted-types-for 'script'",
	'trusted-types gandan-worker'
].join('; ');

const kinds: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8'
};

export interface CryptoPage {
	origin: string;
	/** Gzip bytes of the built Worker's entry with everything in it. */
	workerBytes: number;
	close(): Promise<void>;
}

/** Builds this folder's page as the portal is built, and serves it under the portal's policy on a free port. */
export async function serveCryptoPage(): Promise<CryptoPage> {
	const outDir = await mkdtemp(join(tmpdir(), 'gandan-crypto-'));
	await build({
		configFile: false,
		root: fileURLToPath(new URL('.', import.meta.url)),
		logLevel: 'error',
		plugins: [lightShapes(), wordsInOne()],
		build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false }
	});
	const worker = readdirSync(join(outDir, 'assets')).find((name) => name.startsWith('keys.worker'));
	if (!worker) throw new Error('the build made no Worker for keys');
	const server = createServer((request, reply) => {
		const path = request.url === '/' ? '/index.html' : (request.url ?? '/');
		try {
			const body = readFileSync(join(outDir, path));
			reply.writeHead(200, {
				'content-type': kinds[extname(path)] ?? 'application/octet-stream',
				'content-security-policy': policy
			});
			reply.end(body);
		} catch {
			reply.writeHead(404).end();
		}
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		workerBytes: gzipSync(readFileSync(join(outDir, 'assets', worker)), { level: 9 }).length,
		close: async () => {
			await new Promise((closed) => server.close(closed));
			await rm(outDir, { recursive: true, force: true });
		}
	};
}
