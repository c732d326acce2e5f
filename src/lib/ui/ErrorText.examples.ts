import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Lỗi', props: { id: 'e1', text: 'Ghi họ và tên.' } }];
