import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { builtFloors } from './src/lib/unit/built-floors.ts';

const floors = builtFloors(process.env.PUBLIC_UNIT_KEYS, 'src/lib/unit/snapshot.json');

/**
 * What every page of a resident loads: runtimes, addresses, words and parts of the layout. As one file it packs a
 * tenth smaller than as thirty, and a slow line asks once (docs/decisions/0009).
 */
const frame = [
	/node_modules[\\/](svelte|@sveltejs[\\/]kit|devalue|esm-env|clsx)[\\/]/,
	/generated[\\/](root|client-optimized[\\/]nodes[\\/][02]\.js)/,
	/routes[\\/](\(citizen\)[\\/](Brand|Foot|\+layout)|\+layout)/,
	/paraglide[\\/](runtime|messages[\\/](site_|ui_skip|ui_back))/,
	/platform[\\/](paths|path|preferences)\b/,
	/lib[\\/]ui[\\/](Icon|icons|Frieze|SkipLink|PageHead|BackLink|VisuallyHidden)\b/,
	/preload-helper/
];
const groups = [
	{ name: 'frame', test: (id: string) => frame.some((part) => part.test(id)), minShareCount: 2 }
];

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			// Its default would write a cookie. Words of addresses are ours (platform/paths.ts), so that its
			// matcher for old browsers (7 KB) stays out of citizens' pages: docs/decisions/0005.
			strategy: ['url', 'baseLocale'],
			isServer: 'import.meta.env.SSR',
			emitReadme: false
		}),
		sveltekit()
	],
	// A third of the cipher that nothing of ours can reach (docs/decisions/0012).
	resolve: { alias: { '@noble/curves/nist.js': resolve('src/lib/sealed/no-nist.ts') } },
	server: { fs: { allow: ['supabase/functions/_shared'] } },
	// Whose signature citizens and officers believe is a part of the page (src/lib/unit/floors.ts).
	define: { 'import.meta.env.UNIT_KEYS': JSON.stringify(floors) },
	// Small files inside scripts would need `data:` in the policy.
	build: {
		assetsInlineLimit: 0,
		rolldownOptions: isSsrBuild ? {} : { output: { codeSplitting: { groups } } }
	}
}));
