# Loops, calls and handlers.
def f(n, *args, k=3, **kw):
    total = 0
    for i in range(n):
        if i % 2: continue
        while total < 5:
            total += i or 1
            if total == 4: break
        else:
            total -= 1
    return total, args, k, kw
def g(x):
    try:
        return 10 // x
    except ZeroDivisionError as e:
        return str(e)
    finally:
        x += 1
def h():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        a = e.exceptions
    except* TypeError as e:
        b = e
    return a
r = [f(5, 1, 2, k=4, z=5), g(0), g(2), h()]
