import type { AnalysisRequest } from './analysis-messages.ts';
import { serveAnalysis } from './serve-analysis.ts';

const answer = serveAnalysis((message) => self.postMessage(message, { transfer: [] }));
self.addEventListener('message', (event: MessageEvent<AnalysisRequest>) => void answer(event.data));
