// Files dragged over the window. Comes in: what to do with them. Goes out: whether some hover now.
import { useEffect, useEffectEvent, useState } from "react";

/** How deep the drag is in nested elements: the browser tells of every element entered and left. */
export function nextDragDepth(depth: number, event: "dragenter" | "dragleave" | "drop" | "dragend"): number {
  if (event === "dragenter") return depth + 1;
  if (event === "dragleave") return Math.max(0, depth - 1);
  return 0;
}

function carriesFiles(event: DragEvent): event is DragEvent & { dataTransfer: DataTransfer } {
  return event.dataTransfer !== null && event.dataTransfer.types.includes("Files");
}

/** Listens on the window for dropped and pasted files; without it the browser would leave the app to show the file. */
export function useWindowDrop(onFiles: (files: File[]) => void, isDisabled: boolean): boolean {
  const [depth, setDepth] = useState(0);
  const take = useEffectEvent((list: FileList | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !isDisabled) onFiles(files);
  });
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    const onDrag = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.type === "dragenter" || event.type === "dragleave") {
        const kind = event.type;
        setDepth((before) => nextDragDepth(before, kind));
      }
    };
    const onDrop = (event: DragEvent) => {
      setDepth(0);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      take(event.dataTransfer.files);
    };
    window.addEventListener("dragenter", onDrag, { signal });
    window.addEventListener("dragover", onDrag, { signal });
    window.addEventListener("dragleave", onDrag, { signal });
    window.addEventListener("drop", onDrop, { signal });
    window.addEventListener("paste", (event) => take(event.clipboardData?.files), { signal });
    return () => leave.abort();
  }, []);
  return depth > 0 && !isDisabled;
}
