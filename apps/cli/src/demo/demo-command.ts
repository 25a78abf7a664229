export interface DemoOptions { out: string }
export async function demoCommand(options: DemoOptions): Promise<void> { throw new Error(options.out); }
