import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './supabase/local/browser.ts';

/** Journeys of people through the built portal. Each worker starts its own stack (tests/journeys/world.ts). */
export default defineConfig({
	testDir: 'tests/journeys',
	// Emptied when journeys begin; what lies beside it is read after them.
	outputDir: 'test-results/journeys',
	globalSetup: './supabase/local/testing-server.ts',
	workers: 2,
	fullyParallel: false,
	forbidOnly: true,
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
	use: {
		browserName: 'chromium',
		headless: true,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		viewport: { width: 360, height: 740 },
		// Every step of every page, kept only of what failed, costs a fifth of the whole: asked for where a failure is looked into.
		trace: process.env.TRACE ? 'retain-on-failure' : 'off',
		screenshot: 'only-on-failure',
		launchOptions: { executablePath: findChromium(), args: chromiumFlags }
	}
});
