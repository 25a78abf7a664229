// A button that opens the system's file picker.
import { useRef } from "react";
import { Button, type ButtonProps } from "./button.tsx";

export interface FileButtonProps extends Omit<ButtonProps, "onPress" | "type"> {
  /** Endings or types, for example [".csv", ".gz"]; left out, any file. Phones know few types: prefer to take any. */
  accept?: readonly string[] | undefined;
  /** May several be chosen at once? */
  isMultiple?: boolean | undefined;
  onFiles: (files: File[]) => void;
}

/** Choose files. */
export function FileButton({ accept, isMultiple = false, onFiles, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const pick = () => {
    if (input.current === null) return;
    input.current.value = ""; // the same file again is a choice too
    input.current.click();
  };
  return (
    <>
      <Button {...button} onPress={pick} />
      <input
        type="file"
        ref={input}
        hidden
        accept={accept?.join(",")}
        multiple={isMultiple}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
