import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Mã tra cứu', props: { label: 'Mã tra cứu', value: 'K7QM2XRD9WTA44HM' } }
];
