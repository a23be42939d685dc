import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { writeWav } from './src/audio/encode/encode-wav.ts';
const rate=44100, n=rate*6; const x=new Float32Array(n);
for(let k=0;k<12;k++){const s=Math.floor(k*rate/2);for(let i=0;i<9000;i++)x[s+i]!+=Math.exp(-i/1800)*Math.sin(2*Math.PI*(k%2?220:110)*i/rate)*.7+ (Math.random()-.5)*.3*Math.exp(-i/400);}
writeFileSync('/tmp/marked.wav', writeWav({channels:[x],sampleRate:rate},{bits:16,tags:{title:'m',bpm:null,key:null,comment:'',taskId:'',beats:null,rootNote:null,loop:null,markers:[{at:0,name:'Intro'},{at:rate,name:'Verse one with a long name',length:rate},{at:2.5*rate,name:'Drop'},{at:2.55*rate,name:'Near'},{at:5*rate,name:'Ausklang'}]}} as never));
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-background-networking','--disable-component-update','--disable-sync','--no-first-run']});
for (const [scheme,w,h] of [['light',1440,900],['dark',390,844]] as const){
const p = await b.newPage({viewport:{width:w,height:h},colorScheme:scheme});
p.setDefaultTimeout(60000);
await p.goto('http://localhost:4660/');
const [fc]=await Promise.all([p.waitForEvent('filechooser'),(async()=>{ await p.getByRole('button',{name:'Open a file'}).first().click(); await p.waitForTimeout(3000); const c=p.getByText(/Choose|Add a file/i).first(); if(await c.count()) await c.click().catch(()=>{}); })()]);
await fc.setFiles('/tmp/marked.wav');
await p.getByRole('dialog',{name:/Inspector/}).getByText('Slice').first().waitFor();
await p.waitForTimeout(5000);
await p.screenshot({path:`/tmp/mk-${w}.png`});
await p.getByRole('button',{name:/^Slice/}).first().click().catch(()=>{});
await p.waitForTimeout(1500);
await p.getByText('Markers').first().click().catch(()=>{});
await p.waitForTimeout(2500);
await p.screenshot({path:`/tmp/mks-${w}.png`});
await p.close();}
await b.close();
