import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { deskFiles } from './desk-files.config.ts';
import { leanAuth } from './auth.config.ts';
import { oneLanguage } from './one-language.config.ts';
import { ownWords } from './own-words.config.ts';
import { parts } from './parts.config.ts';
import { shellFiles } from './shell.config.ts';
import { withoutMarkup } from './markdown.config.ts';
import { lightShapes } from './shapes.config.ts';
import { plainPages } from './plain.config.ts';
import { shortPreloads, stylesAtOnce } from './preload.config.ts';
import { builtFloors } from './src/lib/unit/built-floors.ts';

const desk = deskFiles();
const floors = builtFloors(process.env.PUBLIC_UNIT_KEYS, 'src/lib/unit/snapshot.json');

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
		...(process.env.GANDAN_LOCALE
			? [oneLanguage(process.env.GANDAN_LOCALE), ownWords(process.env.GANDAN_LOCALE)]
			: []),
		leanAuth(),
		lightShapes(),
		plainPages(),
		shortPreloads(),
		stylesAtOnce(),
		desk,
		shellFiles(desk),
		sveltekit()
	],
	resolve: {
		alias: {
			// A third of the cipher that nothing of ours can reach (docs/decisions/0012).
			'@noble/curves/nist.js': resolve('src/lib/sealed/no-nist.ts'),
			...withoutMarkup
		}
	},
	// The same shapes in what works apart from the page.
	worker: { plugins: () => [lightShapes()] },
	server: { fs: { allow: ['supabase/functions/_shared', 'docs'] } },
	// Whose signature citizens and officers believe is a part of the page (src/lib/unit/floors.ts).
	define: {
		'import.meta.env.UNIT_KEYS': JSON.stringify(floors),
		// Where the portal stands, for what other sites show of a page.
		'import.meta.env.SITE_ORIGIN': JSON.stringify(
			process.env.SITE_ORIGIN ? new URL(process.env.SITE_ORIGIN).origin : ''
		),
		'import.meta.env.SOURCES': JSON.stringify(process.env.GANDAN_SOURCES ?? '')
	},
	// Small files inside scripts would need `data:` in the policy.
	build: {
		assetsInlineLimit: 0,
		rolldownOptions: isSsrBuild
			? {}
			: {
					// It hands on what others export: whoever takes one thing of it does not take all.
					treeshake: {
						moduleSideEffects: [
							{ test: /svelte[\\/]src[\\/]internal[\\/]client[\\/]index\.js$/, sideEffects: false }
						]
					},
					output: { codeSplitting: { groups: parts } }
				}
	}
}));
