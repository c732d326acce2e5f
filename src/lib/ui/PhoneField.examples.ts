import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Của mình',
		props: { name: 'p1', label: 'Số điện thoại của ông/bà', value: '', mine: true }
	},
	{
		title: 'Của người khác, sai',
		props: { name: 'p2', label: 'Số điện thoại', value: '12', error: 'Số điện thoại chưa đúng.' }
	}
];
