/** A page of the officers' handbook, made a component by `handbook.config.ts`. */
declare module '*.md' {
	import type { Component } from 'svelte';
	const page: Component;
	export default page;
}
