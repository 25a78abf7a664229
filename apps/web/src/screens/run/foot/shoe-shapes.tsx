// The shoe as it is drawn: from the side (toe to the right) and from behind. Plain shapes; colours by the class around.

/** From the side, 204 units long, on the ground at y = 0. */
export function ShoeSide() {
  return (
    <>
      <path
        className="shoe__upper"
        d="M1-27C-5-45-4-64 2-77c3-6 11-7 15-1 8 11 30 14 45-1 5-6 11-8 16-4 22 17 50 33 82 42 24 6 39 14 43 29-14-4-32-5-52-6Z"
      />
      <path className="shoe__lace" d="M82-72l-12 14M96-63l-11 15M111-55l-10 15M127-48l-9 14" />
      <path className="shoe__heel-tab" d="M3-72c6-3 12-3 17-1" />
      <path
        className="shoe__sole"
        d="M-3-9C-6-20-4-27 1-29c50 3 98 5 150 9 22 1 40 3 53 8 3 7-3 11-12 12-30 0-42-2-70 0-34 3-80 1-116 0-5-1-8-3-9-9Z"
      />
      <path className="shoe__groove" d="M6-14c50 4 100 3 150 3 18 0 30 1 42 3" />
    </>
  );
}

/** From behind, 64 units wide, the middle of the sole at the origin. */
export function ShoeBack() {
  return (
    <>
      <path
        className="shoe__upper"
        d="M-25-20c-6-24-3-50 4-70 2-7 8-9 14-6 5 2 9 2 14 0 6-3 12-1 14 6 7 20 10 46 4 70Z"
      />
      <path className="shoe__heel-tab" d="M-8-94v22h16v-22" />
      <path className="shoe__sole" d="M-32-8c-1-10 4-14 12-14h40c8 0 13 4 12 14-1 6-4 8-10 8h-44c-6 0-9-2-10-8Z" />
      <path className="shoe__groove" d="M-28-11h56" />
    </>
  );
}
