export interface TourOptions { seed: number }
export async function tourCommand(options: TourOptions): Promise<void> { throw new Error(String(options.seed)); }
