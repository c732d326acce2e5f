import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Chưa có gì để nói' }];
